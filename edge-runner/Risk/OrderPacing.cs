using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// At most so many open orders per venue, and fewer when its latency grows: from sending to the end of an order, smoothed over
/// about eight of them. At the limit two of three are left, at twice the limit one; one always is, so that it can get better.
/// </summary>
public sealed class OrderPacing(PacingSettings settings, IReadOnlyList<TradedInstrument> instruments, TradeBook book) : ITradeGate, IStopSource
{
    private const int Weight = 8;

    private readonly SortedDictionary<Venue, Pace> _paces = new(instruments.Select(i => i.Instrument.Venue).Distinct().ToDictionary(venue => venue, _ => new Pace()));

    public void OnEnded(Order order)
    {
        if (!_paces.TryGetValue(order.Instrument.Venue, out var pace))
            return;
        var latency = order.DoneAt - order.SentAt;
        pace.Latency += (latency - pace.Latency) / (pace.Latency == 0 ? 1 : Weight);
        var allowed = (int)Math.Max(1, settings.MaxOpenOrders - (pace.Latency / Math.Max(settings.SlowAnswer, 1)));
        if (allowed < settings.MaxOpenOrders && (pace.Allowed == 0 || pace.Allowed == settings.MaxOpenOrders))
            pace.Since = order.DoneAt;
        pace.Allowed = allowed;
    }

    /// <summary>How many orders may be open on a venue now.</summary>
    public int AllowedAt(Venue venue) => _paces.TryGetValue(venue, out var pace) && pace.Allowed > 0 ? pace.Allowed : settings.MaxOpenOrders;

    public RefusalReason Check(CyclePath path, long now)
    {
        foreach (var instrument in path.Instruments)
        {
            var allowed = AllowedAt(instrument.Instrument.Venue);
            if (allowed < settings.MaxOpenOrders && OpenOrders.At(book, instrument.Instrument.Venue) >= allowed)
                return RefusalReason.SlowVenue;
        }

        return RefusalReason.None;
    }

    public IEnumerable<Stop> StopsAt(long now)
        => from entry in _paces
           let allowed = AllowedAt(entry.Key)
           where allowed < settings.MaxOpenOrders
           select new Stop(
               StopScope.Venue,
               entry.Key.Name,
               $"its orders take {entry.Value.Latency / 1_000_000} ms, so {allowed} of {settings.MaxOpenOrders} may be open",
               entry.Value.Since,
               "by itself, as its answers come faster");

    private sealed class Pace
    {
        public long Latency { get; set; }

        /// <summary>0 before the first answer.</summary>
        public int Allowed { get; set; }

        public long Since { get; set; }
    }
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// A circuit breaker for each venue: too many orders refused, lost or unanswered in a short time and nothing new is begun there
/// for a wait that grows; then one trial is let through, which closes the circuit or opens it again. It needs no person.
/// </summary>
public sealed class VenueBreaker(VenueBreakerSettings settings, IReadOnlyList<TradedInstrument> instruments, TradeBook book, IAudit audit) : ITradeGate, IStopSource
{
    private readonly Dictionary<Venue, Circuit> _circuits = instruments.Select(i => i.Instrument.Venue).Distinct().ToDictionary(venue => venue, _ => new Circuit());
    private readonly HashSet<string> _unanswered = new(StringComparer.Ordinal);

    /// <summary>An order has ended.</summary>
    public void OnEnded(Order order, long now)
    {
        if (_unanswered.Remove(order.Id) || !_circuits.TryGetValue(order.Instrument.Venue, out var circuit))
            return;
        if (order.IsKeptBack)
            return;
        if (order.State is OrderState.Rejected or OrderState.NotFound || order.DoneAt - order.SentAt >= settings.AnswerDeadline)
            Fail(order.Instrument.Venue, circuit, now);
        else if (circuit.IsOpen && order.SentAt >= circuit.Until)
            Close(order.Instrument.Venue, circuit, now);
    }

    /// <summary>Orders that nobody answered count before anybody knows what became of them.</summary>
    public void OnTimer(long now)
    {
        for (var i = 0; i < book.Open.Count; i++)
        {
            var orders = book.Open[i].Orders;
            for (var j = 0; j < orders.Count; j++)
            {
                var order = orders[j];
                if (order.State == OrderState.Unknown && _unanswered.Add(order.Id) && _circuits.TryGetValue(order.Instrument.Venue, out var circuit))
                    Fail(order.Instrument.Venue, circuit, now);
            }
        }
    }

    public RefusalReason Check(CyclePath path, long now)
    {
        foreach (var instrument in path.Instruments)
        {
            var venue = instrument.Instrument.Venue;
            if (!_circuits.TryGetValue(venue, out var circuit) || !circuit.IsOpen)
                continue;
            if (now < circuit.Until || OpenOrders.At(book, venue) > 0)
                return RefusalReason.VenuePaused;
        }

        return RefusalReason.None;
    }

    public IEnumerable<Stop> StopsAt(long now)
        => from entry in _circuits
           where entry.Value.IsOpen
           orderby entry.Key
           let rest = (entry.Value.Until - now) / 1_000_000_000
           select new Stop(
               StopScope.Venue,
               entry.Key.Name,
               $"{settings.Failures} orders were refused, lost or unanswered within {settings.Window / 1_000_000_000} s",
               entry.Value.Since,
               rest > 0 ? $"by itself: in {rest} s one cycle is tried" : "by itself: one cycle is tried, and its orders decide");

    private void Fail(Venue venue, Circuit circuit, long now)
    {
        if (circuit.IsOpen)
        {
            // What was on its way before the circuit opened says nothing new.
            if (now >= circuit.Until)
                Open(venue, circuit, now);
            return;
        }

        while (circuit.Failures.TryPeek(out var oldest) && now - oldest > settings.Window)
            circuit.Failures.Dequeue();
        circuit.Failures.Enqueue(now);
        if (circuit.Failures.Count < settings.Failures)
            return;
        circuit.Since = now;
        Open(venue, circuit, now);
    }

    private void Open(Venue venue, Circuit circuit, long now)
    {
        var wait = Math.Min(settings.FirstWait << Math.Min(circuit.Trips, 20), settings.LongestWait);
        circuit.Trips++;
        circuit.IsOpen = true;
        circuit.Until = now + wait;
        circuit.Failures.Clear();
        audit.Add(now, "venue.paused", venue.Name, $"too many orders failed; for {wait / 1_000_000_000} s");
    }

    private void Close(Venue venue, Circuit circuit, long now)
    {
        circuit.IsOpen = false;
        circuit.Trips = 0;
        audit.Add(now, "venue.resumed", venue.Name, "the trial was answered as it should be");
    }

    private sealed class Circuit
    {
        public Queue<long> Failures { get; } = new();

        public bool IsOpen { get; set; }

        public int Trips { get; set; }

        public long Since { get; set; }

        public long Until { get; set; }
    }
}

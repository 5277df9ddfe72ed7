using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>
/// Begins no cycle of which the guard before a real account would keep a leg back: one leg sent and the other kept back is an open leg of our
/// own making. The guard has the last word all the same; this only asks first. In a dry run every cycle is sized to the end, and then not begun.
/// </summary>
public sealed class AccountGate(AccountGateSettings settings, SentNotionals sent, IRates rates) : ITradeGate, ISizeCap, IStopSource
{
    /// <summary>A leg's limit is past the price that it was sized at, and its dollars move meanwhile: so much of a limit is used *(ours)*.</summary>
    private const int UsedPercent = 97;

    private readonly Dictionary<Venue, bool> _confirmed = [];
    private readonly Dictionary<Venue, long> _stoppedSince = [];
    private long _firstAsked;
    private long _now;

    private bool IsDry => settings.Mode == OrderMode.DryRun;

    public void Take(AccountStanding standing) => _confirmed[standing.Venue] = standing.IsConfirmed;

    public RefusalReason Check(CyclePath path, long now)
    {
        // Sizes are asked for right after this, and of a day.
        _now = now;
        foreach (var instrument in path.Instruments)
        {
            if (!IsDry && !_confirmed.GetValueOrDefault(instrument.Instrument.Venue))
                return RefusalReason.NotConfirmed;
        }

        return RefusalReason.None;
    }

    public Exact Cap(CyclePath path, Exact wanted, out RefusalReason reason)
    {
        reason = RefusalReason.AccountLimit;
        foreach (var instrument in path.Instruments)
        {
            var venue = instrument.Instrument.Venue;
            var limits = LimitsOf(venue);
            var order = Used(limits.PerOrder.Value);
            var day = Used(LeftOf(venue, limits).Value).Divide(new Exact(LegsAt(path, venue), 0), Amount.Decimals, Rounding.Floor);
            var most = day < order ? day : order;
            if (most < wanted)
                wanted = most;
        }

        return wanted;
    }

    public RefusalReason Check(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<SizedLeg> sized)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            var instrument = legs[i].Instrument;
            var notional = Price.FromUnits(sized[i].Limit, legs[i].Ladder.PriceDecimals) * Quantity.FromUnits(sized[i].Quantity, legs[i].Ladder.QuantityDecimals);
            if (rates.InDollars(instrument.Symbol.Quote) is not { } rate || Amount.From(notional.Value * rate.Value, Rounding.Ceiling) > LimitsOf(instrument.Venue).PerOrder)
                return RefusalReason.AccountLimit;
        }

        return IsDry ? RefusalReason.DryRun : RefusalReason.None;
    }

    public IEnumerable<Stop> StopsAt(long now)
    {
        _firstAsked = _firstAsked == 0 ? now : _firstAsked;
        if (IsDry)
            return [new Stop(StopScope.Everything, "all orders", "this is a dry run: accounts are read, cycles are judged, and none is begun", _firstAsked, "with Live:Orders=real, and a person's confirmation of each account")];
        _now = now;
        return settings.Limits.OrderBy(entry => entry.Key).Select(entry => StopOf(entry.Key, entry.Value)).OfType<Stop>();
    }

    private Stop? StopOf(Venue venue, OrderLimits limits)
    {
        var (reason, resumes) = ("", "");
        if (!_confirmed.GetValueOrDefault(venue))
            (reason, resumes) = ($"nobody has confirmed orders of {limits.PerOrder} USD, {limits.PerDay} USD a day, to this account", $"within a minute of `arbit confirm {venue}`");
        else if (LeftOf(venue, limits) < limits.PerOrder)
            (reason, resumes) = ($"of its {limits.PerDay} USD a day less than one order's {limits.PerOrder} USD are left", "by itself at 00:00 UTC, or with a higher limit");
        if (reason.Length == 0)
        {
            _stoppedSince.Remove(venue);
            return null;
        }

        _stoppedSince.TryAdd(venue, _now);
        return new Stop(StopScope.Venue, venue.Name, reason, _stoppedSince[venue], resumes);
    }

    private OrderLimits LimitsOf(Venue venue) => settings.Limits.GetValueOrDefault(venue) ?? OrderLimits.None;

    /// <summary>What cannot be told in dollars leaves nothing.</summary>
    private Amount LeftOf(Venue venue, OrderLimits limits)
        => sent.InDollars(rates, venue, _now) is { } today ? Amount.Max(limits.PerDay - today, Amount.Zero) : Amount.Zero;

    private static Exact Used(Exact limit) => (limit * new Exact(UsedPercent, 2)).Round(Amount.Decimals, Rounding.Floor);

    private static int LegsAt(CyclePath path, Venue venue)
    {
        var legs = 0;
        foreach (var instrument in path.Instruments)
            legs += instrument.Instrument.Venue == venue ? 1 : 0;
        return legs;
    }
}

using System.Runtime.CompilerServices;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Measures;

/// <summary>
/// Expected against realised since the start (lesson L30): per venue and pair, and in total, of the cycles that have ended. Fed
/// by the audit's cycle ends; a cycle that a late fill opened again is counted anew at its next end, never twice. It belongs to
/// the engine's thread, and no decision is based on it.
/// </summary>
public sealed class TradeMeasures(IRates rates)
{
    private readonly SortedDictionary<(Venue Venue, Symbol Symbol), LegMeasure> _legs = [];
    private readonly ConditionalWeakTable<Cycle, Counted> _counted = [];

    public CycleCounts Cycles { get; private set; }

    public NetBreakdown InDollars { get; private set; } = NetBreakdown.None;

    /// <summary>By venue and pair, in the order of their names.</summary>
    public IReadOnlyCollection<LegMeasure> Legs => _legs.Values;

    /// <summary>From the signal to the confirmation of the last planned leg, in nanoseconds; cycles with fills.</summary>
    public LatencyHistogram SignalToConfirmations { get; } = new();

    /// <summary>Cycles whose figures have no place in their numbers: left out, for nobody stops trading for a figure.</summary>
    public long Unmeasured { get; private set; }

    /// <summary>Told of each end; of a cycle that ends again, again.</summary>
    public Action<MeasuredCycle>? Measured { get; set; }

    /// <summary>At each <see cref="AuditTrail.CycleEnded"/>.</summary>
    public void OnCycle(Cycle cycle)
    {
        try
        {
            Count(cycle);
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            Unmeasured++;
        }
    }

    private void Count(Cycle cycle)
    {
        var inStart = new CycleAccount(cycle, rates).Break();
        var measured = new MeasuredCycle(cycle, inStart, Dollars(cycle, inStart));
        var counted = new Counted(cycle.Kind != PathKind.Residual, cycle.Outcome, measured.InDollars, cycle.Orders.Select(LegFigures.Of).ToList());
        var isNew = !_counted.TryGetValue(cycle, out var before);
        if (before is not null)
            Add(before, -1);
        Add(counted, 1);
        _counted.AddOrUpdate(cycle, counted);
        Time(cycle, isNew ? 0 : before!.Orders.Count, isNew);
        Measured?.Invoke(measured);
    }

    private NetBreakdown Dollars(Cycle cycle, NetBreakdown net)
    {
        if (cycle.Closing is not { } closing || rates.InDollars(cycle.Start) is not { } price)
            return NetBreakdown.None;
        Amount In(Amount amount) => CycleAccount.Times(amount.Value, price.Value);
        return NetBreakdown.Closing(
            closing.ExpectedInDollars,
            closing.NetInDollars,
            In(net.Slippage),
            In(net.FeeDifference),
            In(net.Recovery),
            In(net.Unfilled),
            In(net.Held),
            In(net.Basis),
            In(net.Fees));
    }

    private void Add(Counted counted, int count)
    {
        if (counted.IsAttempt)
            Cycles = Cycles.With(counted.Outcome, counted.Net.Realised, count);
        InDollars = count > 0 ? InDollars + counted.Net : InDollars - counted.Net;
        foreach (var order in counted.Orders)
            Leg(order.Venue, order.Symbol).Count(in order, count);
    }

    private LegMeasure Leg(Venue venue, Symbol symbol)
    {
        if (!_legs.TryGetValue((venue, symbol), out var leg))
            _legs.Add((venue, symbol), leg = new LegMeasure(venue, symbol));
        return leg;
    }

    private void Time(Cycle cycle, int orders, bool isNew)
    {
        foreach (var order in cycle.Orders.Skip(orders).Where(IsFilledEntry))
            Leg(order.Instrument.Venue, order.Instrument.Symbol).SignalToConfirmation.Record(order.DoneAt - cycle.OpenedAt);
        if (isNew && cycle.Orders.Any(IsFilledEntry))
            SignalToConfirmations.Record(cycle.Orders.Where(IsFilledEntry).Max(order => order.DoneAt) - cycle.OpenedAt);
    }

    private static bool IsFilledEntry(Order order) => order.Purpose == OrderPurpose.Entry && !order.Filled.IsZero;

    private sealed record Counted(bool IsAttempt, CycleOutcome Outcome, NetBreakdown Net, IReadOnlyList<LegFigures> Orders);
}

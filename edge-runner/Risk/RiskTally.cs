using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// What the kill switch and the stop-PnL judge by, as a fold over the journal's records: a restart forgets no failure and no loss.
/// </summary>
/// <param name="FailuresInRow">Cycles unwound or held, one after the other; one that was missed neither counts nor ends the row.</param>
/// <param name="Day">The UTC day that <paramref name="TodaysNet"/> is of, in days since 1970; -1 before the first cycle.</param>
/// <param name="TodaysNet">In dollars.</param>
/// <param name="DayCapital">In dollars; null until the day's first cycle has been measured against it.</param>
/// <param name="NetSinceZero">In dollars, since the stop-PnL last started from zero.</param>
public sealed record RiskTally(int FailuresInRow, long Day, Amount TodaysNet, Amount? DayCapital, Amount NetSinceZero)
{
    public static RiskTally None { get; } = new(0, -1, Amount.Zero, null, Amount.Zero);

    /// <param name="closed">How a cycle ended.</param>
    /// <param name="attempts">False for one that only closed an old residual: its money counts, its failure does not.</param>
    public RiskTally With(CycleClosed closed, bool attempts = true)
    {
        var day = UnixNanoseconds.DayOf(closed.Time);
        var today = day == Day ? this : this with { Day = day, TodaysNet = Amount.Zero, DayCapital = null };
        return today with
        {
            FailuresInRow = attempts && Failed(closed) ? FailuresInRow + 1 : !attempts || closed.Outcome == CycleOutcome.Missed ? FailuresInRow : 0,
            TodaysNet = today.TodaysNet + closed.NetInDollars,
            NetSinceZero = NetSinceZero + closed.NetInDollars,
        };
    }

    /// <summary>A closed cycle was opened again by a late fill: what it had come to is taken back, as its next end counts whole.</summary>
    public RiskTally Without(CycleClosed closed, bool attempts = true) => this with
    {
        FailuresInRow = attempts && Failed(closed) ? Math.Max(0, FailuresInRow - 1) : FailuresInRow,
        TodaysNet = UnixNanoseconds.DayOf(closed.Time) == Day ? TodaysNet - closed.NetInDollars : TodaysNet,
        NetSinceZero = NetSinceZero - closed.NetInDollars,
    };

    public RiskTally With(DayBegan began) => UnixNanoseconds.DayOf(began.Time) == Day ? this with { DayCapital = began.Capital } : this;

    /// <summary>Resumed from a halt everything counts anew; after a stop-PnL's wait its own sum does.</summary>
    public RiskTally With(TradingChanged changed, TradingState before, string reason)
    {
        if (changed.State != TradingState.Active)
            return this;
        if (before == TradingState.Halted)
            return None;
        return reason == StopPnl.Reason ? this with { NetSinceZero = Amount.Zero } : this;
    }

    private static bool Failed(CycleClosed closed) => closed.Outcome is CycleOutcome.Unwound or CycleOutcome.Held;
}

using Arbit.EdgeRunner.Execution;
using Arbit.Money;

namespace Arbit.EdgeRunner.Measures;

/// <summary>How attempts at opportunities ended; sweeps of earlier cycles' residuals are none.</summary>
/// <param name="Attempted">Their first order was sent; all others are of these.</param>
/// <param name="Completed">Every leg was filled as planned.</param>
/// <param name="Recovered">Something was left open and brought to where the cycle was to end.</param>
/// <param name="Unwound">Something was left open and taken back: a failure.</param>
/// <param name="Held">What was left is too small to trade.</param>
/// <param name="Missed">Nothing was filled.</param>
/// <param name="Profitable">Completed, the planned way or another, with a profit after fees.</param>
public readonly record struct CycleCounts(long Attempted, long Completed, long Recovered, long Unwound, long Held, long Missed, long Profitable)
{
    /// <summary>Completed with profit ÷ attempted (strategy.md, What is measured), to four decimals; null before the first.</summary>
    public Exact? WinRate => Attempted == 0 ? null : new Exact(Profitable, 0).Divide(new Exact(Attempted, 0), 4, Rounding.HalfEven);

    /// <summary>With a cycle counted (+1) or taken back (−1).</summary>
    internal CycleCounts With(CycleOutcome outcome, Amount net, int count)
    {
        long If(bool counts) => counts ? count : 0;
        return new CycleCounts(
            Attempted + count,
            Completed + If(outcome == CycleOutcome.Completed),
            Recovered + If(outcome == CycleOutcome.Recovered),
            Unwound + If(outcome == CycleOutcome.Unwound),
            Held + If(outcome == CycleOutcome.Held),
            Missed + If(outcome == CycleOutcome.Missed),
            Profitable + If(outcome is CycleOutcome.Completed or CycleOutcome.Recovered && net.Sign > 0));
    }
}

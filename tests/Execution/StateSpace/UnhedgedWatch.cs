using Arbit.EdgeRunner.Execution;

namespace Arbit.Tests.Execution.StateSpace;

/// <summary>How long something was left over, as the residuals tell it at every step.</summary>
internal sealed class UnhedgedWatch(TradingDesk desk)
{
    /// <summary>The longest, in nanoseconds.</summary>
    public long Longest { get; private set; }

    /// <summary>The farthest past a deadline; negative where none was passed.</summary>
    public long LongestLate { get; private set; } = long.MinValue;

    public void Look()
    {
        foreach (var residual in desk.Executor.Residuals)
        {
            if (residual.IsHeld || residual.InDollars is not { } value || value.Value.ToDecimal() < 1m)
                continue;
            Longest = Math.Max(Longest, desk.Now - residual.Since);
            LongestLate = Math.Max(LongestLate, desk.Now - residual.Deadline);
        }
    }
}

using Arbit.EdgeRunner.Execution;
using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Counts losses and failures, and says when trading must halt. It reports nothing itself (lesson L28).</summary>
public sealed class KillSwitch(RiskSettings settings)
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

    private long _day = -1;
    private Amount _capital;

    public int FailuresInRow { get; private set; }

    public Amount TodaysNet { get; private set; }

    /// <summary>The sentence to halt with; null where trading may go on.</summary>
    /// <param name="outcome">How the cycle ended.</param>
    /// <param name="netInDollars">What it came to.</param>
    /// <param name="capital">Everything but the cold wallet, in dollars.</param>
    /// <param name="now">Unix nanoseconds.</param>
    public string? OnCycle(CycleOutcome outcome, Amount netInDollars, Amount capital, long now)
    {
        if (now / NanosecondsPerDay != _day)
        {
            _day = now / NanosecondsPerDay;
            _capital = capital;
            TodaysNet = Amount.Zero;
        }

        TodaysNet += netInDollars;
        var failed = outcome is CycleOutcome.Unwound or CycleOutcome.Held;
        FailuresInRow = failed ? FailuresInRow + 1 : outcome == CycleOutcome.Missed ? FailuresInRow : 0;
        if (FailuresInRow >= settings.MaxFailuresInRow)
            return $"{FailuresInRow} cycles in a row failed";
        var limit = Amount.From(_capital.Value * new Exact(settings.MaxDailyLoss.RateUnits, 8), Rounding.Floor);
        return TodaysNet < -limit ? $"today's loss of {-TodaysNet} USD is over {settings.MaxDailyLoss} bps of the capital" : null;
    }

    /// <summary>A person resumed: counting begins anew.</summary>
    public void Reset()
    {
        FailuresInRow = 0;
        _day = -1;
    }
}

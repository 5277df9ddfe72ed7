using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;

namespace Arbit.Tests.Risk;

/// <summary>L28: what halts trading is exercised by every test run.</summary>
public sealed class KillSwitchTests
{
    private const long Day = 86_400_000_000_000;
    private static readonly Amount Capital = Amount.Parse("9000");

    [Fact]
    public void Halts_on_the_fifth_failure_in_a_row()
    {
        var kill = new KillSwitch(RiskSettings.Default);
        for (var i = 0; i < 4; i++)
            Assert.Null(kill.OnCycle(i % 2 == 0 ? CycleOutcome.Unwound : CycleOutcome.Held, Amount.Zero, Capital, Day));
        Assert.Null(kill.OnCycle(CycleOutcome.Missed, Amount.Zero, Capital, Day));
        Assert.Equal("5 cycles in a row failed", kill.OnCycle(CycleOutcome.Unwound, Amount.Zero, Capital, Day));
    }

    [Fact]
    public void A_cycle_that_was_completed_or_recovered_ends_the_row()
    {
        var kill = new KillSwitch(RiskSettings.Default);
        for (var i = 0; i < 20; i++)
            Assert.Null(kill.OnCycle(i % 5 == 4 ? CycleOutcome.Completed : CycleOutcome.Unwound, Amount.Zero, Capital, Day));
        Assert.Equal(0, kill.FailuresInRow);
    }

    [Fact]
    public void Halts_past_a_days_loss_of_one_per_cent_of_the_capital_and_not_at_it()
    {
        var kill = new KillSwitch(RiskSettings.Default);
        Assert.Null(kill.OnCycle(CycleOutcome.Completed, Amount.Parse("-90"), Capital, Day));
        Assert.Contains("today's loss", kill.OnCycle(CycleOutcome.Completed, Amount.Parse("-0.000000000000000001"), Capital, Day), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_day_in_UTC_counts_from_nothing()
    {
        var kill = new KillSwitch(RiskSettings.Default);
        Assert.Null(kill.OnCycle(CycleOutcome.Completed, Amount.Parse("-80"), Capital, (2 * Day) - 1));
        Assert.Null(kill.OnCycle(CycleOutcome.Completed, Amount.Parse("-80"), Capital, 2 * Day));
        Assert.Equal(Amount.Parse("-80"), kill.TodaysNet);
    }

    [Fact]
    public void After_a_person_resumed_it_counts_from_nothing()
    {
        var kill = new KillSwitch(RiskSettings.Default);
        kill.OnCycle(CycleOutcome.Unwound, Amount.Parse("-80"), Capital, Day);
        kill.Reset();
        Assert.Null(kill.OnCycle(CycleOutcome.Unwound, Amount.Parse("-80"), Capital, Day));
        Assert.Equal(1, kill.FailuresInRow);
    }
}

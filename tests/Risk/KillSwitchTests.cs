using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;

namespace Arbit.Tests.Risk;

/// <summary>L28: what halts trading is exercised by every test run.</summary>
public sealed class KillSwitchTests
{
    private const long Day = 86_400_000_000_000;
    private static readonly KillSwitch Switch = new(RiskSettings.Default);

    private RiskTally _tally = RiskTally.None;

    [Fact]
    public void Halts_on_the_fifth_failure_in_a_row()
    {
        for (var i = 0; i < 4; i++)
            Assert.Null(After(i % 2 == 0 ? CycleOutcome.Unwound : CycleOutcome.Held, "0"));
        Assert.Null(After(CycleOutcome.Missed, "0"));
        Assert.Equal("5 cycles in a row failed", After(CycleOutcome.Unwound, "0"));
    }

    [Fact]
    public void A_cycle_that_was_completed_or_recovered_ends_the_row()
    {
        for (var i = 0; i < 20; i++)
            Assert.Null(After(i % 5 == 4 ? CycleOutcome.Completed : CycleOutcome.Unwound, "0"));
        Assert.Equal(0, _tally.FailuresInRow);
    }

    [Fact]
    public void Halts_past_a_days_loss_of_one_per_cent_of_the_capital_and_not_at_it()
    {
        Assert.Null(After(CycleOutcome.Completed, "-90"));
        Assert.Contains("today's loss", After(CycleOutcome.Completed, "-0.000000000000000001"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_day_in_UTC_counts_from_nothing()
    {
        Assert.Null(After(CycleOutcome.Completed, "-80", (2 * Day) - 1));
        Assert.Null(After(CycleOutcome.Completed, "-80", 2 * Day));
        Assert.Equal(Amount.Parse("-80"), _tally.TodaysNet);
    }

    [Fact]
    public void After_a_person_resumed_it_counts_from_nothing()
    {
        After(CycleOutcome.Unwound, "-80");
        _tally = _tally.With(new TradingChanged(Day, TradingState.Active, "", ""), TradingState.Halted, "a person said so");
        Assert.Null(After(CycleOutcome.Unwound, "-80"));
        Assert.Equal(1, _tally.FailuresInRow);
    }

    [Fact]
    public void A_residual_that_was_closed_ends_neither_the_row_nor_the_days_sum()
    {
        After(CycleOutcome.Unwound, "-80");
        _tally = _tally.With(new TradingChanged(Day, TradingState.Active, "", ""), TradingState.ReduceOnly, "a residual is open past its deadline");
        Assert.Contains("today's loss", After(CycleOutcome.Unwound, "-80"), StringComparison.Ordinal);
    }

    /// <summary>A late fill opens a cycle again: its next end counts whole, and only once.</summary>
    [Fact]
    public void What_a_reopened_cycle_came_to_is_taken_back()
    {
        var closed = Closed(CycleOutcome.Held, "-3", Day);
        _tally = _tally.With(closed).Without(closed);
        Assert.Equal((0, Amount.Zero, Amount.Zero), (_tally.FailuresInRow, _tally.TodaysNet, _tally.NetSinceZero));
    }

    [Fact]
    public void A_restart_forgets_neither_failures_nor_losses()
    {
        After(CycleOutcome.Unwound, "-1.5");
        After(CycleOutcome.Held, "-0.5");
        var restored = RecordCodec.Decode<RiskTally>(RecordCodec.Encode(_tally));
        Assert.Equal(_tally, restored);
        Assert.Equal((2, Amount.Parse("-2"), Amount.Parse("9000")), (restored.FailuresInRow, restored.TodaysNet, restored.DayCapital));
    }

    private static CycleClosed Closed(CycleOutcome outcome, string net, long time)
        => new(time, 1, 1, outcome, Amount.Zero, Amount.Parse(net), Amount.Zero);

    private string? After(CycleOutcome outcome, string net, long time = Day)
    {
        _tally = _tally.With(Closed(outcome, net, time)).With(new DayBegan(time, Amount.Parse("9000")));
        return Switch.Judge(_tally);
    }
}

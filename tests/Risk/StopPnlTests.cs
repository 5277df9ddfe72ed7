using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;

namespace Arbit.Tests.Risk;

public sealed class StopPnlTests
{
    private const long Second = 1_000_000_000;
    private static readonly StopPnl Stop = new(new StopPnlSettings(Amount.Parse("20"), 90 * Second));

    [Fact]
    public void Stops_past_the_limit_waits_and_starts_from_zero()
    {
        var tally = RiskTally.None.With(Closed("-15")).With(Closed("-5"));
        Assert.False(Stop.IsUnder(tally));
        tally = tally.With(Closed("-0.01"));
        Assert.True(Stop.IsUnder(tally));
        Assert.False(Stop.IsOver(Second, (91 * Second) - 1));
        Assert.True(Stop.IsOver(Second, 91 * Second));
        tally = tally.With(new TradingChanged(91 * Second, TradingState.Active, "", ""), TradingState.ReduceOnly, StopPnl.Reason);
        Assert.Equal(Amount.Zero, tally.NetSinceZero);
        Assert.Equal(Amount.Parse("-20.01"), tally.TodaysNet);
    }

    [Fact]
    public void Another_stops_end_does_not_start_it_from_zero()
    {
        var tally = RiskTally.None.With(Closed("-15"));
        tally = tally.With(new TradingChanged(Second, TradingState.Active, "", ""), TradingState.ReduceOnly, "a residual is open past its deadline");
        Assert.Equal(Amount.Parse("-15"), tally.NetSinceZero);
    }

    [Fact]
    public void Where_it_is_off_nothing_is_under_it() => Assert.False(new StopPnl(null).IsUnder(RiskTally.None.With(Closed("-5000"))));

    private static CycleClosed Closed(string net) => new(Second, 1, 1, CycleOutcome.Completed, Amount.Zero, Amount.Parse(net), Amount.Zero);
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>The fee was taken in the base coin, so the coin could not be sold (freqtrade #4324): only what arrived net of it is sold on.</summary>
public sealed class L13_FeeInTheCoinTests
{
    [Fact]
    public void The_next_leg_is_no_more_than_what_arrived_after_the_fee()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);
        Assert.Equal(TradingDesk.Eth, desk.Sent[1].FeeAsset);
        Assert.True(desk.Sent[2].Quantity.Value <= cycle.Orders[1].Filled.Value - cycle.Orders[1].Fee.Value);
        desk.Fill(desk.Sent[2]);
        Assert.True(desk.TotalOf(TradingDesk.Alpha, TradingDesk.Eth) >= 0);
    }
}

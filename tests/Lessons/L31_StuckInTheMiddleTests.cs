using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Strategy;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>The next triangle began with the last one stuck at B (zlq4863947 #36): recovery before new entries on the same assets.</summary>
public sealed class L31_StuckInTheMiddleTests
{
    [Fact]
    public void Nothing_new_begins_on_an_asset_that_a_cycle_is_stuck_in()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Triangular);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        desk.End(desk.Sent[2], ReplyKind.Ended);
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Cross));
        desk.Pass(TradingDesk.Second);
        desk.Fill(desk.Sent[3]);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Cross));
    }
}

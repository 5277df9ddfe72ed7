using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Strategy;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>The kill switch failed as it fired (hummingbot #2534): halted means that no order leaves, whatever is open, across a restart too.</summary>
public sealed class L28_KillSwitchTests
{
    [Fact]
    public void Halted_nothing_is_sent_until_a_person_resumes()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Restrain(TradingState.Halted);
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Rejected);
        desk.Pass(60 * TradingDesk.Second);
        desk.Restart();
        desk.Pass(60 * TradingDesk.Second);
        Assert.Equal(2, desk.Sent.Count);
        Assert.Equal(RefusalReason.Halted, desk.Look(PathKind.Triangular));
        desk.Restrain(TradingState.Active, "");
        desk.Pass(TradingDesk.Second);
        Assert.Equal(OrderPurpose.Unwind, desk.Sent[2].Purpose);
    }
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>Rejects in a retry storm (bmino #144): a definite rejection is never retried.</summary>
public sealed class L11_RetryStormTests
{
    [Fact]
    public void A_rejected_leg_is_not_sent_again()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.End(desk.Sent[0], ReplyKind.Rejected);
        for (var step = 0; step < 20; step++)
            desk.Pass(TradingDesk.Second);
        Assert.Single(desk.Sent);
        Assert.Equal(CycleOutcome.Missed, cycle.Outcome);
    }
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>Timeout taken for rejection, and the retry doubled the order (ccxt #2599): unknown is an outcome of its own, looked up and never sent again.</summary>
public sealed class L07_TimeoutIsNoRejectionTests
{
    [Fact]
    public void An_order_without_an_answer_is_looked_up_for_as_long_as_it_takes_and_never_sent_again()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[1]);
        for (var second = 0; second < 60; second++)
            desk.Pass(TradingDesk.Second);
        Assert.Equal(2, desk.Sent.Count);
        Assert.Equal(OrderState.Unknown, desk.Sent[0].State);
        Assert.True(desk.LookedUp.Count > 50);
        desk.Fill(desk.Sent[0]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
    }
}

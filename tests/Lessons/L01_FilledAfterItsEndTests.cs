using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>An order filled after it was believed dead is booked, and closed like any leg (hummingbot #8094).</summary>
public sealed class L01_FilledAfterItsEndTests
{
    [Fact]
    public void A_fill_after_the_end_is_hedged_once()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.End(desk.Sent[0], ReplyKind.Ended);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[0]);
        Assert.Equal(3, desk.Sent.Count);
        Assert.Equal(cycle.Change(TradingDesk.Btc).Value.ToDecimal(), desk.TotalOf(TradingDesk.Alpha, TradingDesk.Btc));
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
    }
}

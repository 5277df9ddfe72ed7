using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>Fills booked twice on reconciliation (nautilus_trader PR 3493): they are cumulative, and applying one twice changes nothing.</summary>
public sealed class L09_FillsBookedTwiceTests
{
    [Fact]
    public void A_fill_is_booked_once_however_often_it_is_reported_and_across_a_restart()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.5", ReplyKind.Progress);
        var spent = desk.TotalOf(TradingDesk.Alpha, TradingDesk.Usdt);
        desk.Fill(desk.Sent[0], "0.5", ReplyKind.Progress);
        desk.Restart();
        desk.Fill(desk.Book.Open[0].Orders[0], "0.5", ReplyKind.Progress);
        Assert.Equal(spent, desk.TotalOf(TradingDesk.Alpha, TradingDesk.Usdt));
    }
}

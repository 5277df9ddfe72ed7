using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>One leg failed and the bot waited for ever (blackbird #303): closed at once, and past its deadline a person sees it.</summary>
public sealed class L06_OneLegFailedTests
{
    [Fact]
    public void What_one_leg_left_is_closed_at_once_and_restrains_trading_past_its_deadline()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Rejected);
        Assert.Equal(OrderPurpose.Unwind, desk.Sent[2].Purpose);
        desk.End(desk.Sent[2], ReplyKind.Ended);
        desk.AlphaBtc.Book.Break(Arbit.EdgeRunner.Books.BookReason.Silent);
        desk.Pass(11 * TradingDesk.Second);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
        Assert.Equal("a residual is open past its deadline", desk.Book.TradingReason);
    }
}

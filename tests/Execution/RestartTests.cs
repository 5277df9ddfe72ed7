using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Strategy;

namespace Arbit.Tests.Execution;

/// <summary>
/// The process ends in the middle of each state, and the next one goes on from the journal alone. That the journal folded is the
/// live state, to the byte, the desk checks after every step of every test.
/// </summary>
public sealed class RestartTests
{
    [Fact]
    public void Orders_on_their_way_are_unknown_keep_their_claim_and_are_looked_up_first()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        var claimed = desk.Book.Ledger.Reserved(TradingDesk.Alpha, TradingDesk.Usdt);
        desk.Restart();

        Assert.Equal(2, desk.LookedUp.Count);
        Assert.All(desk.Book.Open[0].Orders, order => Assert.Equal(OrderState.Unknown, order.State));
        Assert.Equal(claimed, desk.Book.Ledger.Reserved(TradingDesk.Alpha, TradingDesk.Usdt));
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Cross));
        Assert.Equal(2, desk.Sent.Count);
    }

    [Fact]
    public void A_leg_filled_in_part_before_and_after_is_booked_once()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.5", ReplyKind.Progress);
        desk.Restart();
        var cycle = desk.Book.Open[0];
        desk.Fill(cycle.Orders[0]);
        desk.Fill(cycle.Orders[1]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
    }

    [Fact]
    public void A_triangle_is_not_carried_on_what_it_left_is_closed_under_an_id_of_the_new_run()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Triangular);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        Assert.Equal(2, desk.Sent.Count);
        desk.Restart();
        var cycle = desk.Book.Open[0];
        desk.ProveNotFound(cycle.Orders[1]);

        Assert.Equal("2-1-3", desk.Sent[2].Id);
        Assert.Equal(OrderPurpose.Unwind, desk.Sent[2].Purpose);
        desk.Restart();
        desk.End(desk.Book.Open[0].Orders[2], ReplyKind.Ended);
        desk.Pass(TradingDesk.Second);
        Assert.Equal("3-1-4", desk.Sent[3].Id);
        desk.Fill(desk.Sent[3]);
        Assert.Equal((1, 1), (desk.Book.Totals.Attempted, desk.Book.Totals.Unwound));
    }

    [Fact]
    public void What_trading_was_stopped_for_stands_after_a_restart()
    {
        var desk = new TradingDesk();
        desk.Restrain(TradingState.Halted, "a person said so");
        var since = desk.Book.TradingSince;
        desk.Pass(TradingDesk.Second);
        desk.Restart();
        desk.Restart();
        Assert.Equal((TradingState.Halted, "a person said so"), (desk.Book.Trading, desk.Book.TradingReason));
        Assert.Equal(since, desk.Book.TradingSince);
        Assert.Equal(RefusalReason.Halted, desk.Look(PathKind.Cross));
    }

    [Fact]
    public void Halted_with_something_open_it_is_looked_up_and_closed_only_after_a_person_resumed()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Restrain(TradingState.Halted);
        desk.Restart();
        var cycle = desk.Book.Open[0];
        desk.Fill(cycle.Orders[0]);
        desk.ProveNotFound(cycle.Orders[1]);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(2, desk.Sent.Count);
        desk.Restrain(TradingState.Active, "");
        desk.Pass(TradingDesk.Second);
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
    }
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Strategy;

namespace Arbit.Tests.Execution;

/// <summary>Legs in turn, each no more than the one before it yielded.</summary>
public sealed class TriangularCycleTests
{
    [Fact]
    public void Legs_go_out_one_after_the_other_and_it_is_completed()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        Assert.Single(desk.Sent);
        desk.Fill(desk.Sent[0]);
        Assert.Equal(2, desk.Sent.Count);
        desk.Fill(desk.Sent[1]);
        Assert.Equal(3, desk.Sent.Count);
        desk.Fill(desk.Sent[2]);

        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.True(cycle.RealisedNet.Sign > 0);
        Assert.Equal(RefusalReason.Cooldown, desk.Look(PathKind.Triangular));
        desk.Pass(30 * TradingDesk.Second);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Triangular));
    }

    [Fact]
    public void A_partial_fill_shrinks_the_legs_after_it()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.Fill(desk.Sent[0], "0.5");
        var planned = cycle.Plan[1].Quantity.Value;
        Assert.InRange(desk.Sent[1].Quantity.Value.ToDecimal(), planned.ToDecimal() * 0.49m, planned.ToDecimal() * 0.5m);
        desk.Fill(desk.Sent[1]);
        Assert.True(desk.Sent[2].Quantity.Value <= cycle.Change(TradingDesk.Eth).Value);
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
    }

    [Fact]
    public void A_first_leg_that_is_not_filled_ends_it_without_another_order()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.End(desk.Sent[0], ReplyKind.Rejected);
        Assert.Equal(CycleOutcome.Missed, cycle.Outcome);
        Assert.Single(desk.Sent);
    }

    [Fact]
    public void A_middle_leg_that_is_not_filled_is_unwound_through_the_first()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        Assert.Equal((OrderPurpose.Unwind, desk.AlphaBtc), (desk.Sent[2].Purpose, desk.Sent[2].Traded));
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
    }

    [Fact]
    public void A_last_leg_that_is_not_filled_is_completed_at_the_market()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);
        desk.End(desk.Sent[2], ReplyKind.Ended);
        Assert.Equal((OrderPurpose.Complete, desk.EthUsdt), (desk.Sent[3].Purpose, desk.Sent[3].Traded));
        Assert.True(desk.Sent[3].Limit < desk.Sent[2].Limit);
        desk.Fill(desk.Sent[3]);
        Assert.Equal(CycleOutcome.Recovered, cycle.Outcome);
    }

    [Fact]
    public void Halted_in_the_middle_nothing_is_sent_and_resuming_closes_it_instead_of_going_on()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.Converge();
        desk.Restrain(TradingState.Halted);
        desk.Fill(desk.Sent[0]);
        desk.Pass(60 * TradingDesk.Second);
        Assert.Single(desk.Sent);
        Assert.Equal(RefusalReason.Halted, desk.Look(PathKind.Cross));

        desk.Restrain(TradingState.Active, "");
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Cross));
        desk.Pass(TradingDesk.Second);
        Assert.Equal(OrderPurpose.Unwind, desk.Sent[1].Purpose);
        desk.Fill(desk.Sent[1]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Cross));
    }

    [Fact]
    public void Reduce_only_finishes_what_is_open_and_begins_nothing()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Triangular);
        desk.Restrain(TradingState.ReduceOnly);
        Assert.Equal(RefusalReason.ReduceOnly, desk.Look(PathKind.Cross));
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
    }

    [Fact]
    public void A_residual_past_its_deadline_makes_trading_reduce_only_until_it_is_closed()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Triangular);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        desk.End(desk.Sent[2], ReplyKind.Ended);
        desk.Pass(10 * TradingDesk.Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
        desk.End(desk.Sent[^1], ReplyKind.Ended);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
        desk.Fill(desk.Sent[^1]);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
    }
}

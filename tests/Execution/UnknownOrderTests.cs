using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Execution;

/// <summary>Answers that do not come, come twice, come late, or cannot be.</summary>
public sealed class UnknownOrderTests
{
    /// <summary>L07: a timeout is no rejection; the order is looked up and never sent again.</summary>
    [Fact]
    public void An_order_without_an_answer_is_unknown_and_looked_up_until_it_is_found()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[1]);
        desk.Pass(2 * TradingDesk.Second);
        Assert.Equal(OrderState.Unknown, desk.Sent[0].State);
        Assert.Contains(TradingDesk.Btc, desk.Executor.Exposed);
        Assert.Single(desk.LookedUp);
        desk.Pass(TradingDesk.Second - 1);
        Assert.Single(desk.LookedUp);
        desk.Pass(1);
        Assert.Equal(2, desk.LookedUp.Count);

        desk.Fill(desk.Sent[0]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.Equal(2, desk.Sent.Count);
    }

    [Fact]
    public void An_order_that_the_venue_never_had_is_given_up_and_the_other_leg_is_unwound()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[1]);
        desk.ProveNotFound(desk.Sent[0]);
        Assert.Equal(OrderState.NotFound, desk.Sent[0].State);
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
    }

    /// <summary>L08: no proof, no end. "Not found" means nothing while nobody asked, and nothing against a fill that is known.</summary>
    [Fact]
    public void Not_found_does_not_end_an_order_that_was_not_asked_for_or_is_known_to_be_filled()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.End(desk.Sent[0], ReplyKind.NotFound);
        Assert.Equal(OrderState.Sent, desk.Sent[0].State);
        desk.Fill(desk.Sent[0], "0.5", ReplyKind.Progress);
        desk.Pass(2 * TradingDesk.Second);
        desk.End(desk.Sent[0], ReplyKind.NotFound);
        Assert.Equal(OrderState.Unknown, desk.Sent[0].State);
    }

    /// <summary>L09: fills are cumulative; said twice or in the wrong order they are booked once.</summary>
    [Fact]
    public void Duplicate_and_out_of_order_reports_are_booked_once()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.6", ReplyKind.Progress);
        desk.Fill(desk.Sent[0], "0.2", ReplyKind.Progress);
        desk.Fill(desk.Sent[0], "0.6", ReplyKind.Progress);
        var spent = 10_000m - desk.TotalOf(TradingDesk.Alpha, TradingDesk.Usdt);
        Assert.Equal(desk.Filled(desk.Sent[0], "0.6").FilledNotional.Value.ToDecimal(), spent);
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[0], ReplyKind.Accepted);
        desk.Fill(desk.Sent[1]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
    }

    [Fact]
    public void An_answer_that_is_repeated_after_the_end_changes_nothing_and_ends_nothing_twice()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);
        var totals = desk.Book.Totals;
        desk.Steps.Clear();
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);
        desk.End(desk.Sent[1], ReplyKind.Rejected);
        desk.Pass(TradingDesk.Second);

        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.Single(desk.CyclesEnded);
        Assert.Equal(totals, desk.Book.Totals);
        Assert.Empty(desk.Steps);
    }

    /// <summary>L01: an order can be filled after it was believed dead.</summary>
    [Fact]
    public void A_fill_after_the_end_opens_the_cycle_again_and_is_closed_like_any_residual()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.End(desk.Sent[0], ReplyKind.Ended);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        Assert.Equal(CycleOutcome.Missed, cycle.Outcome);

        desk.Fill(desk.Sent[0]);
        Assert.Same(cycle, Assert.Single(desk.Book.Open));
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Triangular));
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        Assert.Equal((1, 0, 1), (desk.Book.Totals.Attempted, desk.Book.Totals.Missed, desk.Book.Totals.Unwound));
        Assert.Equal(desk.Book.Totals.NetInDollars, desk.CyclesEnded.Aggregate(Amount.Zero, (sum, end) => sum + end.Net));
    }

    [Fact]
    public void A_fill_after_the_end_takes_back_the_residual_that_was_held()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[0], "0.00030");
        desk.End(desk.Sent[1], ReplyKind.Ended);
        Assert.Single(desk.Book.Residuals, residual => residual.Amount.Sign != 0);
        desk.Fill(desk.Sent[0], "0.5");
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        Assert.Equal(cycle.Change(TradingDesk.Btc), desk.Book.Residuals.Aggregate(Amount.Zero, (sum, held) => sum + held.Amount));
    }

    [Theory]
    [InlineData("1.5", "150", "0")]
    [InlineData("0.6", "1", "0")]
    public void A_report_that_cannot_be_is_not_booked_and_halts(string share, string notional, string fee)
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.5", ReplyKind.Progress);
        var order = desk.Sent[0];
        desk.Reply(new OrderReply(order.Id, ReplyKind.Ended, new Quantity(order.Quantity.Value * Exact.Parse(share)), Notional.Parse(notional), Amount.Parse(fee), TradingDesk.Usdt, ""));
        Assert.Equal(TradingState.Halted, desk.Book.Trading);
        Assert.Equal(desk.Filled(order, "0.5").Filled, order.Filled);
    }

    [Fact]
    public void A_fill_of_an_order_that_nobody_knows_halts()
    {
        var desk = new TradingDesk();
        desk.Reply(new OrderReply("9-9-9", ReplyKind.Ended, Quantity.Parse("1"), Notional.Parse("100"), Amount.Zero, default, ""));
        Assert.Equal(TradingState.Halted, desk.Book.Trading);
    }

    /// <summary>L28: whatever more leaves than was there is booked, for it has left; nothing new begins, and where it does not heal trading halts.</summary>
    [Fact]
    public void A_fill_that_overdraws_the_wallet_is_booked_restrains_and_halts_where_no_answer_explains_it()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        var order = desk.Sent[0];
        var reply = desk.Filled(order, "1") with { Fee = Amount.Parse("20000"), FeeAsset = TradingDesk.Usdt };
        desk.Executor.OnReply(reply, desk.Now);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
        Assert.True(desk.Book.Ledger.Overdrawn is { Total.Sign: < 0 });
        Assert.True(desk.Book.Ledger.Check());
        desk.Fill(desk.Sent[1]);
        desk.Pass(61 * TradingDesk.Second);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingState.Halted, desk.Book.Trading);
    }

    [Fact]
    public void An_overdraft_that_is_explained_in_time_is_forgotten()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        var order = desk.Sent[0];
        desk.Executor.OnReply(desk.Filled(order, "1") with { Fee = Amount.Parse("20000"), FeeAsset = TradingDesk.Usdt }, desk.Now);
        desk.Fill(desk.Sent[1]);
        desk.Deposit(TradingDesk.Alpha, TradingDesk.Usdt, "15000");
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
    }
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Strategy;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>When something is begun and when it is not, what a venue's word makes of an order, and when a cycle has ended.</summary>
public sealed class ExecutorTests
{
    private readonly TradingDesk _desk = new();

    [Fact]
    public void What_another_has_claimed_meanwhile_is_not_traded_with_and_nothing_is_journalled()
    {
        var begin = _desk.Judge(PathKind.Cross);
        _desk.Command(new Reserve("r", DateTimeOffset.MaxValue, "r", "beta", Btc, Amount("49.9"), null));
        var before = _desk.Steps.Count;
        Assert.False(begin());
        Assert.Equal(before, _desk.Steps.Count);
        Assert.Empty(_desk.Book.Open);
        Assert.Equal(Amount("10000"), _desk.Book.Ledger.Free(Alpha, Usdt));
        _desk.Command(new Release("free", DateTimeOffset.MaxValue, "r"));
        Assert.True(begin());
    }

    [Fact]
    public void A_triangle_needs_only_what_its_first_leg_spends()
    {
        var begin = _desk.Judge(PathKind.Triangular);
        Assert.True(begin());
        Assert.Single(_desk.Sent);
        var claimed = _desk.Sent[0].WorstCost;
        Assert.Equal(Amount("10000") - claimed, _desk.Book.Ledger.Free(Alpha, Usdt));
    }

    [Fact]
    public void While_it_is_open_its_path_rests()
    {
        _desk.Open(PathKind.Cross);
        _desk.Pass(Second);
        Assert.Equal(RefusalReason.Cooldown, _desk.Look(PathKind.Cross));
        Assert.Equal(RefusalReason.None, _desk.Look(PathKind.Triangular));
    }

    [Fact]
    public void A_triangle_rests_from_its_last_legs_end()
    {
        _desk.Open(PathKind.Triangular);
        for (var leg = 0; leg < 3; leg++)
            _desk.Fill(_desk.Sent[leg]);
        _desk.Pass((30 * Second) - 1);
        Assert.Equal(RefusalReason.Cooldown, _desk.Look(PathKind.Triangular));
        _desk.Pass(1);
        Assert.Equal(RefusalReason.None, _desk.Look(PathKind.Triangular));
    }

    [Theory]
    [InlineData(3, true, 3)]
    [InlineData(2, true, 1)]
    [InlineData(3, false, 1)]
    public void Where_the_wallet_holds_what_every_leg_spends_they_go_out_together_as_far_as_that_is_wanted(int maxOpenOrders, bool atOnce, int sent)
    {
        var desk = new TradingDesk(ExecutionSettings.Default with { MaxOpenOrders = maxOpenOrders, TriangularAtOnce = atOnce });
        desk.Deposit(Alpha, Btc, "50");
        desk.Deposit(Alpha, Eth, "500");
        desk.Open(PathKind.Triangular);
        Assert.Equal(sent, desk.Sent.Count);
    }

    [Fact]
    public void Orders_that_are_open_at_the_venue_already_count_before_legs_go_out_together()
    {
        _desk.Deposit(Alpha, Btc, "50");
        _desk.Deposit(Alpha, Eth, "500");
        _desk.Open(PathKind.Cross);
        _desk.Open(PathKind.Triangular);
        Assert.Equal(3, _desk.Sent.Count);
    }

    [Theory]
    [InlineData("50", "0")]
    [InlineData("0", "500")]
    public void Where_it_holds_less_than_one_of_them_spends_they_go_in_turn(string bitcoin, string ether)
    {
        _desk.Deposit(Alpha, Btc, bitcoin);
        _desk.Deposit(Alpha, Eth, ether);
        _desk.Open(PathKind.Triangular);
        Assert.Single(_desk.Sent);
    }

    [Fact]
    public void Legs_that_went_out_together_are_not_sent_again_in_turn()
    {
        _desk.Deposit(Alpha, Btc, "50");
        _desk.Deposit(Alpha, Eth, "500");
        var cycle = _desk.Open(PathKind.Triangular);
        foreach (var order in _desk.Sent.ToList())
            _desk.Fill(order);
        Assert.Equal((3, CycleOutcome.Completed), (_desk.Sent.Count, cycle.Outcome));
    }

    [Fact]
    public void A_leg_that_yielded_less_than_the_next_may_be_is_not_gone_on_from()
    {
        var cycle = _desk.Open(PathKind.Triangular);
        _desk.Fill(_desk.Sent[0], "0.00010");
        Assert.Single(_desk.Sent);
        Assert.Equal(CycleOutcome.Held, cycle.Outcome);
    }

    [Fact]
    public void A_run_that_ends_begins_nothing_and_finishes_what_is_open()
    {
        var cycle = _desk.Open(PathKind.Cross);
        _desk.Executor.Stop();
        Assert.True(_desk.Executor.HasOpenWork);
        Assert.Equal(RefusalReason.ReduceOnly, _desk.Look(PathKind.Triangular));
        _desk.Fill(_desk.Sent[0]);
        _desk.Fill(_desk.Sent[1]);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.False(_desk.Executor.HasOpenWork);
        Assert.Equal(TradingState.Active, _desk.Book.Trading);
    }

    [Fact]
    public void The_end_of_a_run_waits_for_an_order_on_command_and_not_for_the_rest_of_its_trade()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "3");
        _desk.Command(new Trade("buy", DateTimeOffset.MaxValue, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("1000"), Bps.From(10m), null));
        _desk.Executor.Stop();
        Assert.True(_desk.Executor.HasOpenWork);
        _desk.Fill(Assert.Single(_desk.Sent));
        Assert.Single(_desk.Book.Open);
        Assert.False(_desk.Executor.HasOpenWork);
        _desk.Pass(Second);
        Assert.Single(_desk.Sent);
    }

    [Theory]
    [InlineData(ReplyKind.Ended, "1", OrderState.Filled)]
    [InlineData(ReplyKind.Ended, "0.5", OrderState.Expired)]
    [InlineData(ReplyKind.Ended, "0", OrderState.Expired)]
    [InlineData(ReplyKind.Rejected, "0", OrderState.Rejected)]
    [InlineData(ReplyKind.Rejected, "0.5", OrderState.Expired)]
    [InlineData(ReplyKind.Accepted, "0", OrderState.Open)]
    [InlineData(ReplyKind.Progress, "1", OrderState.Open)]
    [InlineData(ReplyKind.NotFound, "0", OrderState.Sent)]
    public void What_a_word_makes_of_an_order(ReplyKind kind, string share, OrderState state)
    {
        _desk.Open(PathKind.Cross);
        _desk.Fill(_desk.Sent[0], share, kind);
        Assert.Equal(state, _desk.Sent[0].State);
    }

    [Theory]
    [InlineData(ReplyKind.Accepted)]
    [InlineData(ReplyKind.Progress)]
    [InlineData(ReplyKind.Ended)]
    [InlineData(ReplyKind.Rejected)]
    [InlineData(ReplyKind.NotFound)]
    public void No_word_changes_an_end(ReplyKind kind)
    {
        _desk.Open(PathKind.Cross);
        _desk.End(_desk.Sent[0], ReplyKind.Ended);
        var steps = _desk.Steps.Count;
        _desk.End(_desk.Sent[0], kind);
        Assert.Equal((OrderState.Expired, steps), (_desk.Sent[0].State, _desk.Steps.Count));
        Assert.Same(_desk.Sent[0], Assert.Single(_desk.OrdersEnded));
    }

    [Fact]
    public void A_stranger_without_a_fill_is_told_of_and_stops_nothing()
    {
        _desk.Reply(new OrderReply("9-9-9", ReplyKind.Ended, Quantity.Zero, Notional.Zero, Arbit.Money.Amount.Zero, default, ""));
        Assert.Equal(TradingState.Active, _desk.Book.Trading);
        Assert.Equal("order.stranger 9-9-9: Ended: no such order is known", _desk.Audited[^1]);
    }

    [Fact]
    public void Why_it_halted_names_the_order_and_says_what_a_person_does()
    {
        _desk.Open(PathKind.Cross);
        var order = _desk.Sent[0];
        _desk.Reply(new OrderReply(order.Id, ReplyKind.Ended, new Quantity(order.Quantity.Value + new Exact(1, 4)), Notional.Parse("1"), Arbit.Money.Amount.Zero, default, ""));
        Assert.Equal((TradingState.Halted, "order 1-1-1 was reported as filled in a way that cannot be", "compare the order with the venue, then resume"), (_desk.Book.Trading, _desk.Book.TradingReason, _desk.Book.TradingResumes));
        Assert.Contains(_desk.Audited, line => line.StartsWith($"order.impossible 1-1-1: Ended: {order.Quantity.Value + new Exact(1, 4)} of {order.Quantity} for 1", StringComparison.Ordinal));

        var other = new TradingDesk();
        other.Reply(new OrderReply("9-9-9", ReplyKind.Ended, Quantity.Parse("1"), Notional.Parse("100"), Arbit.Money.Amount.Zero, default, ""));
        Assert.Equal(("a fill was reported for order 9-9-9, which is not known here", "compare balances with the venue, then resume"), (other.Book.TradingReason, other.Book.TradingResumes));
    }

    [Fact]
    public void A_ledger_whose_sums_do_not_hold_halts_at_the_next_fill()
    {
        _desk.Open(PathKind.Cross);
        _desk.Book.Ledger.Balances.First().Balance.Free += Amount("0.000000000000000001");
        _desk.Executor.OnReply(_desk.Filled(_desk.Sent[0], "0.5", ReplyKind.Progress), _desk.Now);
        Assert.Equal((TradingState.Halted, "the ledger's identity does not hold", "find the fault, then resume"), (_desk.Book.Trading, _desk.Book.TradingReason, _desk.Book.TradingResumes));
    }

    [Fact]
    public void It_is_checked_with_whatever_the_slow_side_moves_too()
    {
        _desk.Book.Ledger.Balances.First().Balance.Free += Amount("0.000000000000000001");
        _desk.Executor.Record(new Deposited(_desk.Now, "alpha", Usdt, Amount("1")), _desk.Now);
        Assert.Equal(TradingState.Halted, _desk.Book.Trading);
    }

    [Fact]
    public void Said_again_for_the_same_reason_a_stop_is_not_journalled_again_and_for_another_it_is()
    {
        _desk.Restrain(TradingState.ReduceOnly, "first");
        var steps = _desk.Steps.Count;
        _desk.Restrain(TradingState.ReduceOnly, "first");
        Assert.Equal(steps, _desk.Steps.Count);
        _desk.Restrain(TradingState.ReduceOnly, "second");
        Assert.Equal((steps + 1, "second"), (_desk.Steps.Count, _desk.Book.TradingReason));
        _desk.Restrain(TradingState.Halted, "second");
        Assert.Equal((steps + 2, TradingState.Halted), (_desk.Steps.Count, _desk.Book.Trading));
        Assert.Equal(["trading ReduceOnly: first", "trading ReduceOnly: second", "trading Halted: second"], _desk.Audited);
    }

    [Fact]
    public void An_asset_is_exposed_while_an_order_in_it_is_unknown_and_no_longer()
    {
        _desk.Open(PathKind.Cross);
        Assert.Empty(_desk.Executor.Exposed);
        _desk.Pass(2 * Second);
        Assert.Equal([Btc], _desk.Executor.Exposed);
        _desk.Fill(_desk.Sent[0]);
        Assert.Equal([Btc], _desk.Executor.Exposed);
        _desk.Fill(_desk.Sent[1]);
        Assert.Empty(_desk.Executor.Exposed);
    }

    [Fact]
    public void How_many_orders_are_to_be_looked_up_is_told()
    {
        _desk.Open(PathKind.Cross);
        _desk.Executor.Settle(_desk.Now);
        Assert.Contains("cycle.interrupted 1-1: 2 orders to be looked up", _desk.Audited);
    }

    [Fact]
    public void After_a_restart_what_is_open_is_asked_for_at_once_and_a_person_is_told()
    {
        _desk.Open(PathKind.Cross);
        _desk.Fill(_desk.Sent[1]);
        _desk.Restart();
        Assert.Contains("cycle.interrupted 1-1: 1 orders to be looked up", _desk.Audited);
        var asked = Assert.Single(_desk.LookedUp);
        Assert.Equal(("1-1-1", OrderState.Unknown), (asked.Id, asked.State));
        Assert.Equal(OrderState.Filled, _desk.Book.Open[0].Orders[1].State);
        Assert.Equal([Btc], _desk.Executor.Exposed);
    }

    [Fact]
    public void What_was_planned_stands_in_the_cycle()
    {
        var cycle = _desk.Open(PathKind.Cross);
        Assert.Equal((PathKind.Cross, Usdt, Usdt, _desk.Now), (cycle.Kind, cycle.Start, cycle.End, cycle.OpenedAt));
        Assert.Equal([Side.Buy, Side.Sell], cycle.Plan.Select(leg => leg.Side));
        var (buy, sell) = (cycle.Plan[0], cycle.Plan[1]);
        Assert.Equal((Price.Parse("100"), Price.Parse("102")), (buy.Average, sell.Average));

        // Two orders at the averages: what is bought loses a thousandth, and so does what the sale yields.
        var expected = (sell.Quantity.Value * new Exact(102, 0) * new Exact(999, 3)).ToDecimal() - (buy.Quantity.Value * new Exact(100, 0)).ToDecimal();
        Assert.InRange(cycle.ExpectedNet.Value.ToDecimal(), expected - 0.5m, expected + 0.5m);
        Assert.InRange(cycle.Cost.Value.ToDecimal(), (buy.Quantity.Value * buy.Average.Value).ToDecimal(), (buy.Quantity.Value * buy.Limit.Value).ToDecimal());
    }

    /// <summary>It is charged when the cycle is judged; what the cycle itself brings is the same.</summary>
    [Fact]
    public void What_getting_the_stock_back_will_cost_is_not_taken_off_what_a_cycle_is_expected_to_bring()
    {
        Cycle Begun(Bps rebalanceCost)
        {
            var desk = new TradingDesk(rebalanceCost: rebalanceCost);
            desk.Deposit(Alpha, Btc, "60");
            return desk.Open(PathKind.Cross);
        }

        var (free, charged) = (Begun(default), Begun(Bps.From(7.5m)));
        Assert.Equal(free.Plan.Select(leg => leg.Quantity), charged.Plan.Select(leg => leg.Quantity));
        Assert.InRange((free.ExpectedNet - charged.ExpectedNet).Units, -100, 100);
    }

    [Fact]
    public void When_the_lease_is_back_what_is_unknown_is_asked_for_at_once()
    {
        _desk.Open(PathKind.Cross);
        _desk.Pass(2 * Second);
        Assert.Equal(2, _desk.LookedUp.Count);
        _desk.Executor.Settle(_desk.Now);
        Assert.Equal(4, _desk.LookedUp.Count);
    }

    /// <summary>L08: an order that was open before is no surer than one that was never acknowledged.</summary>
    [Fact]
    public void What_was_acknowledged_before_is_unknown_too()
    {
        _desk.Open(PathKind.Cross);
        _desk.End(_desk.Sent[0], ReplyKind.Accepted);
        _desk.Executor.Settle(_desk.Now);
        Assert.All(_desk.Sent, order => Assert.Equal(OrderState.Unknown, order.State));
        Assert.True(_desk.Book.Open[0].WasInterrupted);
        Assert.Equal([Btc], _desk.Executor.Exposed);
    }

    [Fact]
    public void A_triangle_that_was_interrupted_is_not_gone_on_with_though_all_of_its_leg_was_filled()
    {
        _desk.Open(PathKind.Triangular);
        _desk.Converge();
        _desk.Executor.HoldsLease = false;
        _desk.Fill(_desk.Sent[0]);
        _desk.Executor.HoldsLease = true;
        _desk.Pass(1);
        Assert.Equal((2, OrderPurpose.Unwind), (_desk.Sent.Count, _desk.Sent[1].Purpose));
    }

    [Fact]
    public void Every_open_cycle_is_looked_after_at_every_turn()
    {
        _desk.Open(PathKind.Triangular);
        _desk.Open(PathKind.Cross);
        _desk.Pass(2 * Second);
        Assert.Equal(3, _desk.LookedUp.Count);
    }
}

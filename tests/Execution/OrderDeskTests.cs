using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>The door that every order passes: what it lets out, under which number, and when it asks what became of it.</summary>
public sealed class OrderDeskTests
{
    private readonly TradingDesk _desk = new();

    /// <summary>One of its own on the same book, journal and gateway.</summary>
    private OrderDesk Door(long epoch = 1) => new(_desk.Book, _desk, _desk, _desk, ExecutionSettings.Default, epoch);

    [Theory]
    [InlineData("alpha", Side.Buy, "100", true)]
    [InlineData("alpha", Side.Buy, "100.0001", false)]
    [InlineData("beta", Side.Sell, "50", true)]
    [InlineData("beta", Side.Sell, "50.0001", false)]
    public void A_leg_can_be_paid_for_to_the_last_of_what_is_free(string venue, Side side, string quantity, bool canBe)
    {
        var traded = _desk.Instruments.First(each => each.Instrument.Venue.Name == venue);
        Assert.Equal(canBe, Door().CanReserve(new PlannedLeg(traded, side, Quantity.Parse(quantity), Price.Parse("100"), Price.Parse("100"))));
    }

    [Fact]
    public void More_than_is_free_never_leaves_and_is_not_even_journalled()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var free = _desk.Book.Ledger.Free(Beta, Btc);
        var before = _desk.Steps.Count;
        var most = new Quantity(free.Value);
        void Sell(Quantity quantity) => Door().Send(cycle, 1, OrderPurpose.Hedge, _desk.BetaBtc, Side.Sell, quantity, Price.Parse("102"), _desk.Now);
        var refused = Assert.Throws<LedgerBrokenException>(() => Sell(new Quantity(free.Value + new Exact(1, 4))));
        Assert.Equal($"Order 1-1-3 would spend {free + Amount("0.0001")} BTC at beta, and less is free.", refused.Message);
        Assert.Equal(before, _desk.Steps.Count);
        Sell(most);
        Assert.Equal(Arbit.Money.Amount.Zero, _desk.Book.Ledger.Free(Beta, Btc));
        Assert.Equal(["journal OrderIntended 1-1-3", "send 1-1-3"], _desk.Steps[before..]);
    }

    [Fact]
    public void Out_of_a_reservation_no_more_leaves_than_is_left_of_it_and_it_is_drawn_from_that()
    {
        _desk.Command(new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("1000"), null));
        var cycle = _desk.Open(PathKind.Cross);
        var free = _desk.Book.Ledger.Free(Alpha, Usdt);
        void Buy(string quantity) => Door().Send(cycle, 0, OrderPurpose.Hedge, _desk.AlphaBtc, Side.Buy, Quantity.Parse(quantity), Price.Parse("100"), _desk.Now, "r");
        var refused = Assert.Throws<LedgerBrokenException>(() => Buy("10.0001"));
        Assert.Equal("Order 1-1-3 would spend 1000.01 USDT at alpha, and less is left of r.", refused.Message);
        Buy("10");
        Assert.Equal((Arbit.Money.Amount.Zero, free), (_desk.Book.Treasury.LeftOf("r"), _desk.Book.Ledger.Free(Alpha, Usdt)));
        Assert.Equal(Amount("1000"), _desk.Sent[^1].Reserved);

        // What it did not spend is the reservation's again, and nobody else's.
        _desk.Fill(_desk.Sent[^1], "0.25");
        Assert.Equal((Amount("750"), free), (_desk.Book.Treasury.LeftOf("r"), _desk.Book.Ledger.Free(Alpha, Usdt)));
    }

    [Fact]
    public void A_number_is_never_given_twice()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var opened = new CycleOpened(_desk.Now, cycle.Epoch, cycle.Id, PathKind.Cross, [], Usdt, Usdt, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero);
        var twin = new Cycle(opened, cycle.Plan, Dollars);
        var before = _desk.Steps.Count;
        var refused = Assert.Throws<LedgerBrokenException>(() => Door().SendLeg(twin, 0, Quantity.Parse("0.01"), _desk.Now));
        Assert.Equal("The client order id 1-1-1 would be used twice.", refused.Message);
        Assert.Equal(before, _desk.Steps.Count);
    }

    [Fact]
    public void Numbers_only_rise_with_the_lease_and_cycles_count_from_one()
    {
        var door = Door(4);
        door.Fence(3);
        Assert.Equal(4, door.Epoch);
        door.Fence(9);
        Assert.Equal((9L, 1L, 2L), (door.Epoch, door.NextCycle(), door.NextCycle()));
    }

    [Fact]
    public void Orders_leave_only_under_the_lease_and_not_while_trading_is_halted()
    {
        var door = Door();
        Assert.True(door.MaySend);
        _desk.Restrain(TradingState.ReduceOnly);
        Assert.True(door.MaySend);
        door.HoldsLease = false;
        Assert.False(door.MaySend);
        door.HoldsLease = true;
        _desk.Restrain(TradingState.Halted);
        Assert.False(door.MaySend);
    }

    [Fact]
    public void Open_are_a_venues_orders_without_an_end_and_none_on_command()
    {
        var door = Door();
        _desk.Open(PathKind.Cross);
        Assert.Equal((1, 1), (door.OpenOrders(Alpha), door.OpenOrders(Beta)));
        _desk.Command(new Trade("buy", DateTimeOffset.MaxValue, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("500"), Bps.From(10m), null));
        Assert.Equal(3, _desk.Sent.Count);
        Assert.Equal(1, door.OpenOrders(Alpha));
        _desk.Fill(_desk.Sent[0]);
        Assert.Equal((0, 1), (door.OpenOrders(Alpha), door.OpenOrders(Beta)));
    }

    [Fact]
    public void It_is_unknown_from_its_deadline_on_and_looked_up_at_every_interval()
    {
        _desk.Open(PathKind.Cross);
        _desk.Pass((2 * Second) - 1);
        Assert.All(_desk.Sent, order => Assert.Equal(OrderState.Sent, order.State));
        Assert.Empty(_desk.LookedUp);
        _desk.Pass(1);
        Assert.All(_desk.Sent, order => Assert.Equal(OrderState.Unknown, order.State));
        Assert.Equal(_desk.Sent, _desk.LookedUp);
        _desk.Pass(Second - 1);
        Assert.Equal(2, _desk.LookedUp.Count);
        _desk.Pass(1);
        Assert.Equal(4, _desk.LookedUp.Count);
        Assert.Equal(2, _desk.Audited.Count(line => line.StartsWith("order.unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public void Acknowledged_in_time_it_is_left_alone_until_its_deadline()
    {
        _desk.Open(PathKind.Cross);
        _desk.End(_desk.Sent[0], ReplyKind.Accepted);
        Assert.Equal(OrderState.Open, _desk.Sent[0].State);
        Assert.Empty(_desk.Cancelled);
        _desk.Pass(2 * Second);
        Assert.Equal((OrderState.Unknown, 2), (_desk.Sent[0].State, _desk.LookedUp.Count));
    }

    [Fact]
    public void Still_open_past_its_deadline_it_is_cancelled_and_asked_for_again_an_interval_later()
    {
        _desk.Open(PathKind.Cross);
        var order = _desk.Sent[0];
        _desk.Fill(_desk.Sent[1]);
        _desk.Pass(2 * Second);
        _desk.Pass(Second / 2);
        _desk.End(order, ReplyKind.Progress);
        Assert.Equal(OrderState.Open, order.State);
        Assert.Same(order, Assert.Single(_desk.Cancelled));
        _desk.Pass(Second - 1);
        Assert.Single(_desk.LookedUp);
        Assert.Equal(OrderState.Open, order.State);
        _desk.Pass(1);
        Assert.Equal((2, OrderState.Unknown), (_desk.LookedUp.Count, order.State));
    }

    [Fact]
    public void Not_found_is_proof_when_said_twice_and_late_enough_and_no_sooner()
    {
        _desk.Open(PathKind.Cross);
        var order = _desk.Sent[0];
        _desk.Pass(2 * Second);
        _desk.End(order, ReplyKind.NotFound);
        _desk.Pass(Second - 1);
        _desk.End(order, ReplyKind.NotFound);
        Assert.Equal((OrderState.Unknown, 2), (order.State, order.NotFoundAnswers));
        _desk.Pass(1);
        _desk.End(order, ReplyKind.NotFound);
        Assert.Equal(OrderState.NotFound, order.State);

        // Late enough, and said once.
        var other = _desk.Sent[1];
        _desk.End(other, ReplyKind.NotFound);
        Assert.Equal(OrderState.Unknown, other.State);
        _desk.End(other, ReplyKind.NotFound);
        Assert.Equal(OrderState.NotFound, other.State);
    }

    /// <summary>L08: however often and late it is said, against a fill that is known it proves nothing.</summary>
    [Fact]
    public void Not_found_ends_no_order_that_is_known_to_be_filled_in_part()
    {
        _desk.Open(PathKind.Cross);
        var order = _desk.Sent[0];
        _desk.Fill(order, "0.5", ReplyKind.Progress);
        _desk.Pass(3 * Second);
        for (var said = 0; said < 3; said++)
            _desk.End(order, ReplyKind.NotFound);
        Assert.Equal((OrderState.Unknown, 0), (order.State, order.NotFoundAnswers));
    }

    /// <summary>The earlier run's cycle number may be used again under the new run's: its orders' numbers would be too.</summary>
    [Fact]
    public void What_closes_an_earlier_runs_cycle_is_numbered_by_a_cycle_of_its_own()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var door = Door(7);
        Assert.Equal(1, door.NextCycle());
        door.Send(cycle, 0, OrderPurpose.Hedge, _desk.AlphaBtc, Side.Buy, Quantity.Parse("0.02"), Price.Parse("100"), _desk.Now);
        Assert.Equal("7-2-3", _desk.Sent[^1].Id);
    }

    [Fact]
    public void What_was_kept_back_is_known_to_have_never_left()
    {
        _desk.Open(PathKind.Cross);
        _desk.Reply(OrderReply.KeptBack(_desk.Sent[0].Id, "dry"));
        Assert.Equal((OrderState.Rejected, true), (_desk.Sent[0].State, _desk.Sent[0].IsKeptBack));
        _desk.End(_desk.Sent[1], ReplyKind.Rejected);
        Assert.False(_desk.Sent[1].IsKeptBack);
    }

    [Fact]
    public void One_that_is_to_rest_is_looked_up_until_its_venue_has_it_and_then_left_alone()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "20");
        _desk.Command(new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("1000"), null));
        _desk.Command(new Trade("buy", DateTimeOffset.MaxValue, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("1000"), Bps.From(10m), "r") { Rests = true });
        var order = Assert.Single(_desk.Sent);
        _desk.Pass(2 * Second);
        Assert.Equal((OrderState.Unknown, 1), (order.State, _desk.LookedUp.Count));
        _desk.End(order, ReplyKind.Accepted);
        _desk.Pass(5 * Second);
        Assert.Equal((OrderState.Open, 1), (order.State, _desk.LookedUp.Count));
        Assert.Empty(_desk.Cancelled);
    }
}

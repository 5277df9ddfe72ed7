using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Execution;

/// <summary>Both legs at once, and what is done about each way that they can end.</summary>
public sealed class CrossCycleTests
{
    [Fact]
    public void Both_intents_are_journalled_and_both_balances_claimed_before_either_order_leaves()
    {
        var desk = new TradingDesk();
        desk.Steps.Clear();
        desk.Open(PathKind.Cross);

        Assert.Equal(["journal CycleOpened", "journal OrderIntended 1-1-1", "journal OrderIntended 1-1-2", "send 1-1-1", "send 1-1-2"], desk.Steps);
        Assert.True(desk.Book.Ledger.Reserved(TradingDesk.Alpha, TradingDesk.Usdt).Sign > 0);
        Assert.True(desk.Book.Ledger.Reserved(TradingDesk.Beta, TradingDesk.Btc).Sign > 0);
    }

    [Fact]
    public void Filled_on_both_sides_it_is_completed_and_rests_from_its_last_terminal_leg()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Pass(TradingDesk.Second);
        desk.Fill(desk.Sent[0]);
        Assert.Equal(CycleOutcome.Working, cycle.Outcome);
        desk.Fill(desk.Sent[1]);

        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.True(cycle.RealisedNet.Sign > 0);
        Assert.Equal(RefusalReason.Cooldown, desk.Look(PathKind.Cross));
        desk.Pass((10 * TradingDesk.Second) - 1);
        Assert.Equal(RefusalReason.Cooldown, desk.Look(PathKind.Cross));
        desk.Pass(1);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Cross));
    }

    [Fact]
    public void High_range_doubles_its_rest()
    {
        var desk = new TradingDesk();
        desk.Follow(new MarketStance(MarketVerdict.Normal, IsHighRange: true));
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);

        desk.Pass((20 * TradingDesk.Second) - 1);
        Assert.Equal(RefusalReason.Cooldown, desk.Look(PathKind.Cross));
        desk.Pass(1);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Cross));
    }

    [Fact]
    public void Nothing_is_begun_while_the_market_says_stop()
    {
        var desk = new TradingDesk();
        desk.Follow(new MarketStance(MarketVerdict.Stop, IsHighRange: true));
        Assert.Equal(RefusalReason.MarketStop, desk.Look(PathKind.Cross));
        Assert.Equal(RefusalReason.MarketStop, desk.Look(PathKind.Triangular));
        desk.Follow(MarketStance.Normal);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Cross));
    }

    [Fact]
    public void Filled_on_neither_side_nothing_happened_and_everything_is_free_again()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.End(desk.Sent[0], ReplyKind.Rejected);
        desk.End(desk.Sent[1], ReplyKind.Ended);

        Assert.Equal(CycleOutcome.Missed, cycle.Outcome);
        Assert.Equal([OrderState.Rejected, OrderState.Expired], cycle.Orders.Select(order => order.State));
        Assert.Equal(TradingDesk.Amount("10000"), desk.Book.Ledger.Free(TradingDesk.Alpha, TradingDesk.Usdt));
        Assert.Equal(TradingDesk.Amount("50"), desk.Book.Ledger.Free(TradingDesk.Beta, TradingDesk.Btc));
        Assert.Equal(2, desk.Sent.Count);
    }

    /// <summary>L31: recovery before new entries on the same assets; L06: closed at once, by cost.</summary>
    [Fact]
    public void Bought_and_not_sold_it_is_sold_again_where_it_was_bought_and_nothing_new_begins_meanwhile()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);

        var recovery = desk.Sent[2];
        Assert.Equal((OrderPurpose.Unwind, Side.Sell, TradingDesk.Alpha), (recovery.Purpose, recovery.Side, recovery.Instrument.Venue));
        Assert.Contains(TradingDesk.Btc, desk.Executor.Exposed);
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Triangular));
        desk.Fill(recovery);

        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        Assert.True(cycle.RealisedNet.Sign < 0);
        Assert.Empty(desk.Executor.Exposed);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Triangular));
    }

    /// <summary>L13: what is bought back arrives less its fee, so more of it is bought.</summary>
    [Fact]
    public void Sold_and_not_bought_it_is_bought_back_where_it_was_sold()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.End(desk.Sent[0], ReplyKind.Rejected);
        desk.Fill(desk.Sent[1]);

        var recovery = desk.Sent[2];
        Assert.Equal((OrderPurpose.Unwind, Side.Buy, TradingDesk.Beta), (recovery.Purpose, recovery.Side, recovery.Instrument.Venue));
        desk.Fill(recovery);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        Assert.Equal(50m, desk.TotalOf(TradingDesk.Beta, TradingDesk.Btc));
    }

    [Fact]
    public void Where_the_wallet_pays_for_a_part_of_a_recovery_that_part_is_closed_and_the_rest_is_not_forgotten()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.End(desk.Sent[0], ReplyKind.Rejected);
        desk.Quote(desk.BetaBtc, "900.00", "901.00");
        desk.Fill(desk.Sent[1]);

        // A thousand dollars and the proceeds buy back about 1.3 of the 2 that were sold.
        Assert.True(desk.Sent[2].Quantity < desk.Sent[1].Quantity);
        desk.Fill(desk.Sent[2]);
        Assert.True(cycle.IsOpen);
        desk.Pass(11 * TradingDesk.Second);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
        desk.Quote(desk.BetaBtc, "10.00", "10.10");
        desk.Deposit(TradingDesk.Beta, TradingDesk.Usdt, "1500");
        desk.Pass(TradingDesk.Second);
        desk.Fill(desk.Sent[^1]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
    }

    [Fact]
    public void Filled_in_unequal_parts_only_the_difference_is_closed()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[0], "0.5");
        desk.Fill(desk.Sent[1], "0.25");

        var open = cycle.Change(TradingDesk.Btc).Value;
        Assert.Equal(new Quantity(open).ToLot(desk.AlphaBtc.Instrument.Lot), desk.Sent[2].Quantity);
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
    }

    /// <summary>L04: what is too small to trade stays in a ledger of its own, where it came to lie.</summary>
    [Fact]
    public void What_is_left_below_the_venues_minimum_is_held_and_counted()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.00030");
        desk.End(desk.Sent[1], ReplyKind.Ended);

        Assert.Equal(CycleOutcome.Held, cycle.Outcome);
        var (place, asset, amount) = Assert.Single(desk.Book.Residuals);
        Assert.Equal(("alpha", TradingDesk.Btc), (place.Name, asset));
        Assert.Equal(cycle.Change(TradingDesk.Btc), amount);
        Assert.Equal(2, desk.Sent.Count);
    }

    [Fact]
    public void Too_much_sold_and_too_little_to_buy_back_is_held_on_the_venue_that_it_was_sold_on()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.End(desk.Sent[0], ReplyKind.Ended);
        desk.Fill(desk.Sent[1], "0.00030");

        var (place, _, amount) = Assert.Single(desk.Book.Residuals);
        Assert.Equal("beta", place.Name);
        Assert.True(amount.Sign < 0);
    }

    [Fact]
    public void A_recovery_that_is_not_filled_is_tried_again_at_a_growing_bound_and_waits_for_a_broken_book()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        Assert.Equal("99.66", desk.Sent[2].Limit.ToString());
        desk.End(desk.Sent[2], ReplyKind.Ended);
        Assert.Equal(3, desk.Sent.Count);
        desk.Pass(250 * TradingDesk.Millisecond);
        Assert.Equal("99.41", desk.Sent[3].Limit.ToString());
        desk.End(desk.Sent[3], ReplyKind.Ended);

        foreach (var traded in desk.Instruments)
            traded.Book.Break(BookReason.Silent);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(4, desk.Sent.Count);
        desk.Quote(desk.AlphaBtc, "99.90", "100.00");
        desk.Pass(TradingDesk.Second);
        Assert.Equal("98.91", desk.Sent[4].Limit.ToString());
        desk.Fill(desk.Sent[4]);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
    }

    [Fact]
    public void No_more_orders_are_open_on_a_venue_than_are_allowed()
    {
        var desk = new TradingDesk(ExecutionSettings.Default with { MaxOpenOrders = 1 });
        desk.Open(PathKind.Cross);
        Assert.Equal(RefusalReason.TooManyOpenOrders, desk.Look(PathKind.Triangular));
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[1]);
        Assert.Equal(RefusalReason.None, desk.Look(PathKind.Triangular));
    }
}

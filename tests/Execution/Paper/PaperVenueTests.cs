using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.Paper.PaperBench;

namespace Arbit.Tests.Execution.Paper;

/// <summary>The account that the paper venue keeps as an exchange would: covered or refused, locked, filled, resting, cancelled.</summary>
public sealed class PaperVenueTests
{
    [Fact]
    public void An_IOC_order_takes_what_the_book_has_and_the_account_pays_for_it()
    {
        using var bench = new PaperBench();
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(Second);
        var reply = Assert.Single(bench.Replies);
        Assert.Equal((ReplyKind.Ended, "1", "100", "0.1"), (reply.Kind, reply.Filled.ToString(), reply.FilledNotional.ToString(), reply.Fee.ToString()));
        Assert.Equal(("899.9", "0"), bench.Of(Usdt));
        Assert.Equal(("3", "0"), bench.Of(Btc));
        var fill = Assert.Single(bench.Account.Fills);
        Assert.Equal((Quantity.Parse("1"), false), (fill.Quantity, fill.IsMaker));
    }

    [Theory]
    [InlineData("11", "100", "-2010 Account has insufficient balance for requested action.")]
    [InlineData("1.0005", "100", "-1013 Filter failure: LOT_SIZE")]
    [InlineData("1", "99.999", "-1013 Filter failure: PRICE_FILTER")]
    [InlineData("0.001", "100", "-1013 Filter failure: NOTIONAL")]
    public void What_the_venue_would_refuse_is_refused_in_its_own_words(string quantity, string limit, string words)
    {
        using var bench = new PaperBench();
        bench.Send(Side.Buy, quantity, limit);
        bench.Pass(Second);
        var reply = Assert.Single(bench.Replies);
        Assert.Equal((ReplyKind.Rejected, words), (reply.Kind, reply.Note));
        Assert.Equal(("1000", "0"), bench.Of(Usdt));
    }

    [Fact]
    public void A_resting_order_locks_its_cost_and_is_filled_at_its_own_price_once_for_one_crossing()
    {
        using var bench = new PaperBench();
        bench.Send(Side.Buy, "2", "98", TimeInForce.GoodTilCancelled);
        bench.Pass(Second);
        Assert.Equal(ReplyKind.Accepted, Assert.Single(bench.Replies).Kind);
        Assert.Equal(("803.804", "196.196"), bench.Of(Usdt));

        bench.Quote("96", "97", "0.5");
        bench.Pass(Second);
        bench.Pass(Second);
        var progress = bench.Replies[^1];
        Assert.Equal((ReplyKind.Progress, "0.5", "49"), (progress.Kind, progress.Filled.ToString(), progress.FilledNotional.ToString()));
        Assert.Equal(2, bench.Replies.Count);

        bench.Quote("99", "100", "5");
        bench.Pass(Second);
        bench.Quote("96", "97", "5");
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Ended, "2", "196"), (bench.Replies[^1].Kind, bench.Replies[^1].Filled.ToString(), bench.Replies[^1].FilledNotional.ToString()));
        Assert.Equal(("803.804", "0"), bench.Of(Usdt));
        Assert.All(bench.Account.Fills, fill => Assert.True(fill.IsMaker));
    }

    [Fact]
    public void A_trade_through_its_price_fills_a_resting_order_and_one_beside_it_does_not()
    {
        using var bench = new PaperBench();
        bench.Send(Side.Sell, "1", "101", TimeInForce.GoodTilCancelled);
        bench.Pass(Second);
        bench.Venue.OnTrade(bench.Traded, Price.Parse("101"), Quantity.Parse("3"));
        bench.Pass(Second);
        Assert.Equal(ReplyKind.Accepted, Assert.Single(bench.Replies).Kind);
        bench.Venue.OnTrade(bench.Traded, Price.Parse("101.01"), Quantity.Parse("0.4"));
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Progress, "0.4", "40.4"), (bench.Replies[^1].Kind, bench.Replies[^1].Filled.ToString(), bench.Replies[^1].FilledNotional.ToString()));
    }

    [Fact]
    public void A_post_only_order_that_would_take_is_refused_and_one_that_would_not_rests()
    {
        using var bench = new PaperBench();
        bench.Send(Side.Buy, "1", "100", TimeInForce.PostOnly);
        bench.Send(Side.Buy, "1", "99.99", TimeInForce.PostOnly);
        bench.Pass(Second);
        Assert.Equal([(ReplyKind.Rejected, "-2010 Order would immediately match and take."), (ReplyKind.Accepted, "")], bench.Replies.Select(reply => (reply.Kind, reply.Note)));
    }

    /// <summary>100 USDT × 7.5 bps at 500 USDT a BNB are 0.00015 BNB; the ordinary fee is 0.1 USDT.</summary>
    [Theory]
    [InlineData("0.00015", true)]
    [InlineData("0.00014999", false)]
    public void A_fee_beside_the_trade_is_taken_in_BNB_at_its_bid_while_the_account_has_enough(string held, bool isBeside)
    {
        using var bench = new PaperBench();
        bench.Account.Deposit(PaperBench.Bnb, Amount.Parse(held));
        bench.PayInBnb("500");
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(PaperBench.Second);
        var reply = bench.Replies[^1];
        Assert.Equal(isBeside ? (Amount.Parse("0.00015"), PaperBench.Bnb) : (Amount.Parse("0.1"), PaperBench.Usdt), (reply.Fee, reply.FeeAsset));
        Assert.Equal(isBeside ? "0" : held, bench.Of(PaperBench.Bnb).Free);
        Assert.Equal(isBeside ? "900" : "899.9", bench.Of(PaperBench.Usdt).Free);
    }

    [Fact]
    public void Without_a_market_for_BNB_that_is_proven_the_ordinary_fee_is_taken()
    {
        using var bench = new PaperBench();
        bench.Account.Deposit(PaperBench.Bnb, Amount.Parse("1"));
        bench.PayInBnb("500").Break(EdgeRunner.Books.BookReason.SequenceGap);
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(PaperBench.Second);
        Assert.Equal((Amount.Parse("0.1"), PaperBench.Usdt), (bench.Replies[^1].Fee, bench.Replies[^1].FeeAsset));
        Assert.Equal("1", bench.Of(PaperBench.Bnb).Free);
    }

    [Fact]
    public void What_is_left_of_the_BNB_is_used_up_order_by_order()
    {
        using var bench = new PaperBench();
        bench.Account.Deposit(PaperBench.Bnb, Amount.Parse("0.0003"));
        bench.PayInBnb("500");
        bench.Send(Side.Buy, "1", "100");
        bench.Send(Side.Buy, "1", "100");
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(PaperBench.Second);
        Assert.Equal([PaperBench.Bnb, PaperBench.Bnb, PaperBench.Usdt], bench.Replies.Where(reply => reply.Kind == ReplyKind.Ended).Select(reply => reply.FeeAsset));
        Assert.Equal("0", bench.Of(PaperBench.Bnb).Free);
    }

    [Fact]
    public void A_cancelled_order_ends_with_what_it_had_filled_and_gives_back_the_rest()
    {
        using var bench = new PaperBench();
        var order = bench.Send(Side.Buy, "8", "100", TimeInForce.GoodTilCancelled);
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Progress, "5"), (bench.Replies[0].Kind, bench.Replies[0].Filled.ToString()));
        bench.Venue.Cancel(order);
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Ended, "5"), (bench.Replies[1].Kind, bench.Replies[1].Filled.ToString()));
        Assert.Equal(("499.5", "0"), bench.Of(Usdt));

        // Cancelled again, it says its end again: cumulative, as everywhere.
        bench.Venue.Cancel(order);
        bench.Pass(Second);
        Assert.Equal(bench.Replies[1] with { Note = "cancelled" }, bench.Replies[2]);
    }

    [Fact]
    public void Filled_while_its_cancel_was_under_way_it_ends_filled()
    {
        using var bench = new PaperBench(PaperSettings.Faultless with { CancelRacePerMille = 1000 });
        var order = bench.Send(Side.Buy, "1", "98", TimeInForce.GoodTilCancelled);
        bench.Pass(Second);
        bench.Venue.Cancel(order);
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Ended, "1"), (bench.Replies[^1].Kind, bench.Replies[^1].Filled.ToString()));
        Assert.Equal(("3", "0"), bench.Of(Btc));
    }

    [Fact]
    public void A_cancel_that_overtakes_its_order_ends_nothing()
    {
        using var bench = new PaperBench();
        bench.Venue.Advance(bench.Now);
        var order = new Order("1-9-1", null!, 0, OrderPurpose.Entry, bench.Traded, Side.Buy, Quantity.Parse("1"), Price.Parse("98"), bench.Now);
        bench.Venue.Cancel(order);
        bench.Pass(Second);
        Assert.Empty(bench.Replies);
    }

    [Fact]
    public void An_id_is_never_taken_twice()
    {
        using var bench = new PaperBench();
        var order = bench.Send(Side.Buy, "1", "100");
        Assert.Throws<InvalidOperationException>(() => bench.Venue.Send(order));
        Assert.Equal(1, bench.Venue.Duplicates);
        bench.Pass(Second);
        Assert.Equal(("3", "0"), bench.Of(Btc));
    }

    [Fact]
    public void A_report_holds_balances_open_orders_and_what_ended_since()
    {
        using var bench = new PaperBench();
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(Second);
        bench.Pass(Millisecond);
        var between = bench.Now;
        bench.Send(Side.Sell, "0.5", "99");
        bench.Send(Side.Buy, "1", "98", TimeInForce.GoodTilCancelled);
        bench.Pass(Second);
        bench.Venue.AskAccount(Binance, between);
        bench.Pass(Second);
        var report = Assert.Single(bench.Reports);
        Assert.Equal((between + Second, between), (report.AskedAt, report.Since));
        Assert.Equal([("1-1-3", true, "0"), ("1-1-2", false, "0.5")], report.Orders.Select(order => (order.ClientOrderId, order.IsOpen, order.Filled.ToString())));
        Assert.Equal([new ReportedBalance(Btc, Amount.Parse("2.5"), Amount.Zero), new ReportedBalance(Usdt, Amount.Parse("851.2525"), Amount.Parse("98.098"))], report.Balances);
    }

    [Fact]
    public void It_outlives_the_process_with_its_balances_its_resting_orders_and_its_fills()
    {
        using var file = new Support.TemporaryFile(".log");
        using var bench = new PaperBench(path: file.Path);
        bench.Send(Side.Buy, "1", "100");
        var resting = bench.Send(Side.Buy, "1", "98", TimeInForce.GoodTilCancelled);
        bench.Pass(Second);
        var before = (bench.Of(Usdt), bench.Of(Btc));
        bench.Restart();
        bench.Restart();
        Assert.Equal(before, (bench.Of(Usdt), bench.Of(Btc)));
        Assert.Single(bench.Account.Fills);
        bench.Replies.Clear();
        bench.Quote("96", "97", "5");
        bench.Pass(Second);
        Assert.Equal((resting.Id, ReplyKind.Ended, "1"), (bench.Replies[0].ClientOrderId, bench.Replies[0].Kind, bench.Replies[0].Filled.ToString()));
    }

    [Fact]
    public void An_IOC_order_that_met_no_book_before_the_plug_was_pulled_ends_unfilled()
    {
        using var file = new Support.TemporaryFile(".log");
        using var bench = new PaperBench(path: file.Path);
        var order = bench.Send(Side.Buy, "1", "100");
        bench.Restart();
        bench.Venue.LookUp(order);
        bench.Pass(Second);
        var reply = Assert.Single(bench.Replies);
        Assert.Equal((ReplyKind.Ended, true), (reply.Kind, reply.Filled.IsZero));
        Assert.Equal(("1000", "0"), bench.Of(Usdt));
    }
}

using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Auctions;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Execution.Auctions;

/// <summary>A chase and an iceberg, step by step: what is placed, when it moves, and what a late word does.</summary>
public sealed class LimitChaseTests
{
    private const long Second = 1_000_000_000;
    private const long Start = 100 * Second;

    private static readonly Instrument Instrument = new(
        new Venue("alpha"), Symbol.Parse("PAXG/USDT"), "PAXGUSDT", Price.Parse("0.01"), Quantity.Parse("0.001"), Quantity.Parse("0.01"), Notional.Parse("5"), FeeSchedule.PaperDefault);

    private static readonly ChaseTerms Buying = new(Instrument, Side.Buy, Price.Parse("2405"));

    private readonly List<string> _sent = [];
    private readonly Line _line;
    private long _now = Start;
    private AuctionBook _book = Book("2400.00", "2400.50");
    private Auction _auction;

    public LimitChaseTests()
    {
        _line = new Line(_sent);
        _auction = new Auction(new LimitChase(Buying, Quantity.Parse("2")), _line, _now);
    }

    [Fact]
    public void It_joins_the_best_price_of_its_side_and_follows_it_at_its_pace()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = Book("2401.00", "2401.50");
        Look(1);
        Assert.Equal(["place 1: 2 at 2400"], _sent);
        Look(1);
        Look(0);
        Assert.Equal("cancel 1", _sent[^1]);
        Reply(1, ReplyKind.Ended);
        Look(1);
        Assert.Equal(["place 1: 2 at 2400", "cancel 1", "place 2: 2 at 2401"], _sent);
    }

    [Fact]
    public void It_never_follows_past_its_worst_price()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = Book("2409.00", "2409.50");
        Look(3);
        Reply(1, ReplyKind.Ended);
        Look(1);
        Assert.Equal("place 2: 2 at 2405", _sent[^1]);
        Look(10);
        Assert.Equal(3, _sent.Count);
    }

    [Fact]
    public void A_fill_while_the_cancel_is_under_way_is_not_bought_again()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = Book("2401.00", "2401.50");
        Look(3);
        Reply(1, ReplyKind.Progress, "1.5");
        Look();
        Assert.Equal("cancel 1", _sent[^1]);
        Reply(1, ReplyKind.Ended, "1.5");
        Look(1);
        Assert.Equal("place 2: 0.5 at 2401", _sent[^1]);
    }

    [Fact]
    public void A_fill_that_is_told_just_after_the_end_is_not_bought_again()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = Book("2401.00", "2401.50");
        Look(3);
        Reply(1, ReplyKind.Ended);
        Look();
        Assert.Equal("cancel 1", _sent[^1]);
        Reply(1, ReplyKind.Progress, "1.2");
        Look(1);
        Assert.Equal("place 2: 0.8 at 2401", _sent[^1]);
    }

    [Fact]
    public void A_fill_told_long_after_the_end_counts_and_nothing_more_is_placed_for_it()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = Book("2401.00", "2401.50");
        Look(3);
        Reply(1, ReplyKind.Ended);
        Look(1);
        Reply(1, ReplyKind.Progress, "1.2");
        Reply(2, ReplyKind.Ended, "1");
        Look(10);
        Assert.Equal(AuctionEnd.Filled, _auction.End);
        Assert.Equal(Quantity.Parse("2.2"), _auction.Filled);
        Assert.Equal(3, _sent.Count);
    }

    [Fact]
    public void An_order_that_nobody_answers_for_is_cancelled_again_and_again_and_never_replaced()
    {
        Look();
        _book = Book("2401.00", "2401.50");
        for (var i = 0; i < 5; i++)
            Look(3);
        Assert.Equal(["place 1: 2 at 2400", "cancel 1", "cancel 1", "cancel 1", "cancel 1", "cancel 1"], _sent);
        Reply(1, ReplyKind.NotFound);
        Look();
        Assert.Equal("place 2: 2 at 2401", _sent[^1]);
    }

    [Fact]
    public void Not_found_is_no_end_of_an_order_that_the_venue_has_acknowledged()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        Reply(1, ReplyKind.NotFound);
        _book = Book("2401.00", "2401.50");
        Look(3);
        Look(3);
        Assert.Equal(["place 1: 2 at 2400", "cancel 1", "cancel 1"], _sent);
    }

    [Fact]
    public void A_refused_order_is_not_sent_again_at_the_same_price_and_only_so_often_at_others()
    {
        Look();
        Reply(1, ReplyKind.Rejected);
        Look(5);
        Assert.Single(_sent);
        _book = Book("2401.00", "2401.50");
        Look();
        Reply(2, ReplyKind.Rejected);
        _book = Book("2402.00", "2402.50");
        Look(5);
        Reply(3, ReplyKind.Rejected);
        _book = Book("2403.00", "2403.50");
        Look(5);
        Assert.Equal(3, _sent.Count);
        Assert.Equal(AuctionEnd.Rejected, _auction.End);
    }

    [Fact]
    public void Nothing_rests_on_a_book_that_is_not_proven()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = AuctionBook.Unusable;
        Look();
        Assert.Equal("cancel 1", _sent[^1]);
        Reply(1, ReplyKind.Ended);
        Look(5);
        Assert.Equal(2, _sent.Count);
        Assert.Null(_auction.End);
    }

    [Fact]
    public void At_its_deadline_it_ends_or_crosses_as_it_may()
    {
        Look();
        Reply(1, ReplyKind.Accepted);
        Look(61);
        Reply(1, ReplyKind.Ended, "0.5");
        Look(1);
        Assert.Equal(AuctionEnd.Deadline, _auction.End);

        _sent.Clear();
        _auction = new Auction(new LimitChase(Buying with { CrossesAtDeadline = true }, Quantity.Parse("2")), _line, _now);
        Look();
        Reply(1, ReplyKind.Accepted);
        Look(61);
        Reply(1, ReplyKind.Ended, "0.5");
        Look(1);
        Assert.Equal(["place 1: 2 at 2400", "cancel 1", "place 2: 1.5 at 2405 now"], _sent);
        Reply(2, ReplyKind.Ended, "1.5");
        Look();
        Assert.Equal(AuctionEnd.Filled, _auction.End);
    }

    [Fact]
    public void It_does_not_cross_where_all_that_is_offered_is_past_the_worst_price()
    {
        _auction = new Auction(new LimitChase(Buying with { CrossesAtDeadline = true, RestsFor = 0 }, Quantity.Parse("2")), _line, _now);
        _book = Book("2405.10", "2405.20");
        Look();
        Assert.Equal(AuctionEnd.PastWorst, _auction.End);
        Assert.Empty(_sent);
    }

    [Fact]
    public void More_filled_than_was_ordered_ends_it_with_nothing_new()
    {
        Look();
        Reply(1, ReplyKind.Ended, "2.5");
        Look();
        Assert.Equal(AuctionEnd.Contradiction, _auction.End);
        Assert.Single(_sent);
    }

    [Fact]
    public void A_sale_follows_the_asks()
    {
        _auction = new Auction(new LimitChase(Buying with { Side = Side.Sell, Worst = Price.Parse("2400.20") }, Quantity.Parse("2")), _line, _now);
        Look();
        Reply(1, ReplyKind.Accepted);
        _book = Book("2399.00", "2399.50");
        Look(3);
        Reply(1, ReplyKind.Ended);
        Look(1);
        Assert.Equal(["place 1: 2 at 2400.5", "cancel 1", "place 2: 2 at 2400.2"], _sent);
    }

    [Fact]
    public void An_iceberg_shows_a_slice_at_a_time_and_the_next_once_the_last_has_ended()
    {
        _auction = new Auction(new Iceberg(Buying, Quantity.Parse("1.305"), new SliceSize(Quantity.Parse("0.5"), Bps.From(1_000m)), 3_600 * Second), _line, _now);
        Look();
        Assert.Equal(["place 1: 0.5 at 2400"], _sent);
        Reply(1, ReplyKind.Progress, "0.499");
        Look(5);
        Assert.Single(_sent);
        Reply(1, ReplyKind.Ended, "0.5");
        _book = Book("2400.00", "2400.50", "3");
        Look(5);
        Assert.Equal("place 2: 0.3 at 2400", _sent[^1]);
        Reply(2, ReplyKind.Ended, "0.3");
        _book = Book("2400.00", "2400.50", "9");
        Look(5);

        // 0.005 would be left over, which is less than the venue takes: it goes along.
        Assert.Equal("place 3: 0.505 at 2400", _sent[^1]);
        Reply(3, ReplyKind.Ended, "0.505");
        Look(5);
        Assert.Equal(AuctionEnd.Filled, _auction.End);
    }

    [Fact]
    public void An_iceberg_waits_where_the_depth_allows_nothing_and_ends_at_its_time()
    {
        _book = Book("2400.00", "2400.50", "0.05");
        _auction = new Auction(new Iceberg(Buying, Quantity.Parse("1"), new SliceSize(Quantity.Parse("0.5"), Bps.From(1_000m)), 20 * Second), _line, _now);
        Look();
        Look(10);
        Assert.Empty(_sent);
        Look(10);
        Assert.Equal(AuctionEnd.Deadline, _auction.End);
    }

    private static AuctionBook Book(string bid, string ask, string depth = "100") => new(Price.Parse(bid), Price.Parse(ask), Quantity.Parse(depth), Quantity.Parse(depth));

    private void Look(long seconds = 0)
    {
        _now += seconds * Second;
        _auction.Look(in _book, _now);
    }

    private void Reply(int ordinal, ReplyKind kind, string filled = "0")
        => _auction.OnReply(ordinal, new OrderReply($"{ordinal}", kind, Quantity.Parse(filled), Notional.Zero, Amount.Zero, default, ""), _now);

    private sealed class Line(List<string> sent) : IAuctionOrders
    {
        public void Place(AuctionOrder order) => sent.Add($"place {order.Ordinal}: {order.Quantity} at {order.Price}{(order.IsCrossing ? " now" : "")}");

        public void Cancel(AuctionOrder order) => sent.Add($"cancel {order.Ordinal}");
    }
}

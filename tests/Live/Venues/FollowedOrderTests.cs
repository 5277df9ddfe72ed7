using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Live.Venues;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Venues;

/// <summary>What a stream's messages come to: cumulative, each fill once, and a question wherever something is missing.</summary>
public sealed class FollowedOrderTests(ITestOutputHelper output)
{
    private static readonly Asset Btc = new("BTC");
    private static readonly Asset Bnb = new("BNB");
    private static readonly Asset Usdt = new("USDT");

    [Fact]
    public void Fills_and_their_fees_are_summed_and_one_that_is_told_again_counts_once()
    {
        var followed = Followed();
        Assert.Equal(ReplyKind.Accepted, followed.Hear(News(true, "0", "0")).Reply!.Kind);
        var first = followed.Hear(News(true, "0.4", "40", Trade("1", "0.4", "0.04"))).Reply!;
        Assert.Equal((ReplyKind.Progress, Quantity.Parse("0.4"), Fee("0.04")), (first.Kind, first.Filled, first.Fee));
        Assert.Equal((null, false), followed.Hear(News(true, "0.4", "40", Trade("1", "0.4", "0.04"))));
        var end = followed.Hear(News(false, "1", "101", Trade("2", "0.6", "0.061"))).Reply!;
        Assert.Equal((ReplyKind.Ended, Quantity.Parse("1"), Notional.Parse("101"), Fee("0.101"), Usdt), (end.Kind, end.Filled, end.FilledNotional, end.Fee, end.FeeAsset));
        Assert.True(followed.HasEnded);
    }

    [Fact]
    public void A_fill_that_was_not_heard_is_asked_for()
    {
        var followed = Followed();
        Assert.Equal((null, true), followed.Hear(News(false, "1", "101", Trade("2", "0.6", "0.06"))));
        Assert.False(followed.HasEnded);
    }

    [Fact]
    public void Fees_in_two_assets_or_none_told_are_asked_for()
    {
        var two = Followed();
        two.Hear(News(true, "0.4", "40", Trade("1", "0.4", "0.001", Bnb)));
        Assert.Equal((null, true), two.Hear(News(false, "1", "101", Trade("2", "0.6", "0.0006", Btc))));
        Assert.Equal((null, true), Followed().Hear(News(false, "1", "101", Trade("1", "1", null))));
        Assert.Equal((null, true), Followed().Hear(new OrderNews("v", "c", false, Quantity.Parse("1"), null, null)));
        Assert.Equal((null, true), Followed().Hear(new OrderNews("v", "c", false, null, null, null)));
    }

    [Fact]
    public void A_fill_without_a_fee_is_a_fill_of_no_fee()
        => Assert.Equal(Amount.Zero, Followed().Hear(News(false, "1", "101", Trade("1", "1", "0", default))).Reply!.Fee);

    /// <summary>A question costs: who takes what there is ends in a moment, and is asked about then.</summary>
    [Fact]
    public void What_is_left_out_on_the_way_is_asked_for_only_where_the_order_rests()
    {
        Assert.Equal((null, false), Followed().Hear(News(true, "0.4", "40", Trade("1", "0.4", null))));
        Assert.Equal((null, true), Followed(TimeInForce.GoodTilCancelled).Hear(News(true, "0.4", "40", Trade("1", "0.4", null))));
    }

    [Fact]
    public void What_an_answer_told_the_stream_does_not_tell_again_and_the_reverse()
    {
        var followed = Followed();
        var found = new VenueOrder("c", Symbol.Parse("BTC/USDT"), Side.Buy, Quantity.Parse("1"), Price.Parse("101"), false, Quantity.Parse("1"), Notional.Parse("101"), Fee("0.1"), Usdt);
        Assert.Equal(ReplyKind.Ended, followed.News(found)!.Kind);
        Assert.Equal((null, false), followed.Hear(News(false, "1", "101", Trade("1", "1", "0.1"))));
        Assert.Null(followed.News(found));

        // A look-up is a question of the executor's own: it has its answer in any case.
        Assert.Equal(ReplyKind.Ended, followed.Answer(found).Kind);
    }

    /// <summary>An answer and a stream that contradict each other: the order is followed, not given up.</summary>
    [Fact]
    public void A_refusal_of_an_order_that_the_stream_has_told_of_is_not_believed()
    {
        var known = Followed();
        known.Hear(News(true, "0", "0"));
        Assert.False(known.TryRefuse());
        Assert.False(known.HasEnded);
        var unheard = Followed();
        Assert.True(unheard.TryRefuse());
        Assert.True(unheard.HasEnded);
    }

    [Fact]
    public void A_question_is_asked_once_at_a_time_and_again_after_what_was_heard_meanwhile()
    {
        var followed = Followed();
        Assert.True(followed.TryBeginAsking());
        Assert.False(followed.TryBeginAsking());
        Assert.True(followed.IsToBeAskedAgain());
        Assert.False(followed.IsToBeAskedAgain());
        Assert.True(followed.TryBeginAsking());

        // A question that came to nothing does not stand in the way of the next.
        Assert.False(followed.TryBeginAsking());
        followed.EndAsking();
        Assert.True(followed.TryBeginAsking());
    }

    [Fact]
    public void Heard_in_any_order_and_any_number_of_times_it_never_says_more_than_is_true_and_ends_with_the_truth()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random((int)Seeds.Current);
        for (var run = 0; run < 2_000; run++)
        {
            var fills = random.Next(1, 6);
            var trades = Enumerable.Range(1, fills).Select(number => Trade($"{number}", $"{random.Next(1, 9)}", $"0.0{random.Next(0, 9)}")).ToList();
            var news = new List<OrderNews> { News(true, "0", "0") };
            var filled = Quantity.Zero;
            foreach (var trade in trades)
            {
                filled += trade.Quantity;
                news.Add(News(trade != trades[^1], filled.ToString(), filled.ToString(), trade));
            }

            var truth = trades.Aggregate(Amount.Zero, (sum, trade) => sum + trade.Fee!.Value);
            var heard = news.Concat(news.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(heard);
            var followed = Followed();
            OrderReply? last = null;
            var isToBeAsked = false;
            foreach (var each in heard)
            {
                var (reply, asks) = followed.Hear(each);
                Assert.True(reply is null || (reply.Filled <= filled && reply.Fee <= truth));
                Assert.True(reply is null || last is null || last.Kind != ReplyKind.Ended);
                last = reply ?? last;
                isToBeAsked |= asks;
            }

            // Either all of it was told, or it is asked for.
            Assert.True(isToBeAsked || (last!.Kind == ReplyKind.Ended && last.Filled == filled && last.Fee == truth), $"run {run}");
            Assert.Equal(followed.HasEnded, last is { Kind: ReplyKind.Ended });
        }
    }

    private static Amount Fee(string text) => Amount.Parse(text);

    private static OrderTrade Trade(string id, string quantity, string? fee, Asset? asset = null) => new(id, Quantity.Parse(quantity), fee is null ? null : Fee(fee), asset ?? Usdt);

    private static OrderNews News(bool isOpen, string filled, string notional, OrderTrade? trade = null)
        => new("v", "c", isOpen, Quantity.Parse(filled), Notional.Parse(notional), trade);

    private static FollowedOrder Followed(TimeInForce lives = TimeInForce.ImmediateOrCancel)
    {
        var instrument = new Instrument(new Venue("binance"), Symbol.Parse("BTC/USDT"), "BTCUSDT", Price.Parse("0.01"), Quantity.Parse("0.00001"), Quantity.Zero, Notional.Zero, FeeSchedule.PaperDefault);
        var cycle = new Cycle(new CycleOpened(1, 1, 1, PathKind.Cross, [], Usdt, Usdt, Amount.Zero, Amount.Zero), [], new HashSet<Asset>());
        return new FollowedOrder(new Order("c", cycle, 0, OrderPurpose.Entry, new TradedInstrument(0, instrument, new OrderBook()), Side.Buy, Quantity.Parse("100"), Price.Parse("1"), 1) { TimeInForce = lives });
    }
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Lessons;

/// <summary>A rate oracle returned nothing, and 1.0 was taken; "USD" in a name meant a dollar (hummingbot #7468, PR 3118).</summary>
public sealed class L29_NoRateNoTradeTests : IWallet
{
    private static readonly HashSet<Asset> Dollars = [new("USD"), new("USDT")];

    private readonly TradedInstrument[] _instruments =
    [
        Instrument(0, "alpha", "BTC/USD"), Instrument(1, "beta", "BTC/USDT"), Instrument(2, "beta", "USDT/USD"), Instrument(3, "gamma", "BTC/FUSD"),
    ];

    public L29_NoRateNoTradeTests()
    {
        Quote(_instruments[0], "99", "100");
        Quote(_instruments[1], "103", "104");
        Quote(_instruments[3], "120", "121");
    }

    public Amount Free(Venue venue, Asset asset) => Amount.Parse("1000000");

    [Fact]
    public void Without_a_measured_rate_there_is_no_candidate_and_where_all_are_shown_that_is_the_reason()
    {
        Assert.False(Look(judgesAll: false).IsCandidate);
        Assert.Equal(RefusalReason.NoRate, Look(judgesAll: true).Reason);
    }

    [Fact]
    public void A_rate_whose_book_broke_is_no_rate()
    {
        Quote(_instruments[2], "1.0000", "1.0001");
        Assert.True(Look(judgesAll: false).IsTaken);
        _instruments[2].Book.Break(BookReason.SequenceGap);
        Assert.False(Look(judgesAll: false).IsCandidate);
    }

    [Fact]
    public void The_rate_is_the_measured_one_and_not_one()
    {
        // USDT at 96 cents eats the three per cent that the names alone would promise.
        Quote(_instruments[2], "0.9600", "0.9601");
        Assert.False(Look(judgesAll: false).IsTaken);
    }

    [Fact]
    public void A_name_with_USD_in_it_is_no_dollar()
        => Assert.DoesNotContain(new PathGraph(_instruments, Dollars).Paths, path => path.Instruments.Contains(_instruments[3]));

    private Verdict Look(bool judgesAll)
    {
        var rates = new BookRates(_instruments, Dollars);
        var settings = new DetectionSettings(Bps.From(50m), Bps.From(50m), new Exact(200, 0), long.MaxValue, SizingRules.Careful, judgesAll);
        var detector = new Detector(settings, this, rates, new TradeGates([]));
        var path = new PathGraph(_instruments, Dollars).Paths.First(path => path.Instruments[0] == _instruments[0] && path.Instruments[1] == _instruments[1]);
        detector.Admit(path);
        return detector.Look(path, 1);
    }

    private static void Quote(TradedInstrument traded, string bid, string ask)
    {
        var book = traded.Book;
        book.Clear();
        book.Bids.Set(Price.Parse(bid).ToUnits(book.PriceDecimals), Quantity.Parse("1000").ToUnits(book.QuantityDecimals));
        book.Asks.Set(Price.Parse(ask).ToUnits(book.PriceDecimals), Quantity.Parse("1000").ToUnits(book.QuantityDecimals));
        book.Bids.ProveAll();
        book.Asks.ProveAll();
        book.Prove();
    }

    private static TradedInstrument Instrument(int index, string venue, string symbol) => new(
        index,
        new Instrument(new Venue(venue), Symbol.Parse(symbol), symbol, Price.Parse("0.0001"), Quantity.Parse("0.0001"), Quantity.Zero, Notional.Zero, new FeeSchedule(Bps.From(10m), Bps.From(10m), FeeAsset.Received)),
        new OrderBook());
}

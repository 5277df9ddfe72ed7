using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Detection;

/// <summary>Which levels a size is priced on: the proven ones, under a best quote where that is newer than the book.</summary>
public sealed class ProvenDepthTests : IWallet, IRates, ITradeGate
{
    private readonly TradedInstrument _cheap = Traded("binance", 0);
    private readonly TradedInstrument _dear = Traded("kraken", 1);

    public ProvenDepthTests()
    {
        foreach (var i in Enumerable.Range(0, 8))
        {
            _cheap.Book.Asks.Set(10_000_000_000 + (i * 1_000_000), 100_000_000);
            _dear.Book.Bids.Set(10_300_000_000 - (i * 1_000_000), 100_000_000);
        }

        _cheap.Book.Prove();
        _dear.Book.Prove();
    }

    [Fact]
    public void Nothing_is_priced_past_what_is_proven()
    {
        _cheap.Book.Asks.ProveTo(2);

        Assert.Equal([10_000_000_000, 10_001_000_000, 10_002_000_000], Priced());
    }

    [Fact]
    public void All_levels_are_priced_where_all_are_proven() => Assert.Equal(8, Priced().Length);

    [Fact]
    public void A_newer_quote_behind_the_best_levels_outdates_them()
    {
        _cheap.Book.Overlay(new BestQuote(1, 9_990_000_000, 1, 10_002_500_000, 700));

        Assert.Equal([10_002_500_000, 10_003_000_000, 10_004_000_000, 10_005_000_000, 10_006_000_000, 10_007_000_000], Priced());
    }

    [Fact]
    public void A_newer_quote_at_a_level_stands_in_for_it()
    {
        _cheap.Book.Overlay(new BestQuote(1, 9_990_000_000, 1, 10_000_000_000, 700));

        Assert.Equal(8, Priced().Length);
        Assert.Equal(700, Ladder().Quantity(0));
    }

    [Fact]
    public void A_newer_quote_before_the_best_level_comes_first()
    {
        _cheap.Book.Overlay(new BestQuote(1, 9_990_000_000, 1, 9_999_000_000, 700));

        Assert.Equal([9_999_000_000, 10_000_000_000], Priced()[..2]);
    }

    [Fact]
    public void An_older_quote_changes_nothing()
    {
        _cheap.Book.Sequence = 5;
        _cheap.Book.Overlay(new BestQuote(5, 9_990_000_000, 1, 9_999_000_000, 700));

        Assert.Equal(10_000_000_000, Priced()[0]);
    }

    public Amount Free(Venue venue, Asset asset) => Amount.From(new Exact(1_000_000, 0));

    public ConversionCell Between(Asset from, Asset to) => new();

    public Price? InDollars(Asset asset) => new Price(Exact.One);

    public RefusalReason Check(CyclePath path, long now) => RefusalReason.None;

    private long[] Priced() => [.. Enumerable.Range(0, Ladder().Count).Select(Ladder().Price)];

    private Ladder Ladder()
    {
        var path = new PathGraph([_cheap, _dear], new HashSet<Asset> { new("USDT") }).Paths[0];
        var detector = new Detector(new DetectionSettings(Bps.From(5m), Bps.From(5m), new Exact(20, 0), 1, SizingRules.Careful), this, this, this);
        detector.Admit(path);
        Assert.True(detector.Look(path, 0).IsSized);
        return path.Legs[0].Ladder;
    }

    private static TradedInstrument Traded(string venue, int index)
        => new(index, new Instrument(new Venue(venue), Symbol.Parse("BTC/USDT"), "X", Price.Parse("0.01"), Quantity.Parse("0.0001"), Quantity.Zero, new Notional(Exact.Zero), FeeSchedule.PaperDefault), new OrderBook());
}

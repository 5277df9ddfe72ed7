using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Detection;

/// <summary>What a verdict makes of threshold, depth and pace, and what a number in the settings keeps.</summary>
public sealed class VerdictTermsTests : IWallet, IRates, ITradeGate
{
    private readonly TradedInstrument _cheap = Traded("binance", 0);
    private readonly TradedInstrument _dear = Traded("kraken", 1);

    [Theory]
    [InlineData(MarketVerdict.Aggressive, false, "40", "2.5", 1)]
    [InlineData(MarketVerdict.Aggressive, true, "65", "2.5", 2)]
    [InlineData(MarketVerdict.Normal, false, "50", "2.5", 1)]
    [InlineData(MarketVerdict.Normal, true, "75", "2.5", 2)]
    [InlineData(MarketVerdict.Careful, false, "100", "5", 1)]
    [InlineData(MarketVerdict.Careful, true, "125", "5", 2)]
    [InlineData(MarketVerdict.Stop, true, "125", "5", 2)]
    public void A_verdict_sets_threshold_depth_and_pace(MarketVerdict verdict, bool isHighRange, string threshold, string depth, int pace)
    {
        var path = Path();
        Detector(null).Follow(path, new MarketStance(verdict, isHighRange));
        Assert.Equal(Bps.From(Exact.Parse(threshold)), path.Threshold);
        Assert.Equal(Exact.Parse(depth), path.Rules.DepthMultiple);
        Assert.Equal(pace, path.PaceFactor);
    }

    [Fact]
    public void Nothing_known_is_careful()
    {
        var path = Path();
        Detector(null).Admit(path);
        Assert.Equal((Bps.From(100m), new Exact(5, 0), 1), (path.Threshold, path.Rules.DepthMultiple, path.PaceFactor));
    }

    [Fact]
    public void A_number_in_the_settings_stands_whatever_the_verdict()
    {
        var settings = Settings(Bps.From(12m)) with { HasDynamicDepth = false, Rules = SizingRules.Careful with { DepthMultiple = new Exact(7, 0) } };
        var detector = new Detector(settings, this, this, this);
        var path = Path();
        foreach (var verdict in Enum.GetValues<MarketVerdict>())
        {
            detector.Follow(path, new MarketStance(verdict, IsHighRange: true));
            Assert.Equal((Bps.From(12m), new Exact(7, 0)), (path.Threshold, path.Rules.DepthMultiple));
        }
    }

    /// <summary>Bought at 100 and sold at 100.7, 70 bps apart and nothing for fees.</summary>
    [Theory]
    [InlineData(MarketVerdict.Aggressive, false, RefusalReason.None)]
    [InlineData(MarketVerdict.Normal, false, RefusalReason.None)]
    [InlineData(MarketVerdict.Normal, true, RefusalReason.BelowThreshold)]
    [InlineData(MarketVerdict.Careful, false, RefusalReason.BelowThreshold)]
    public void The_same_prices_are_taken_or_not(MarketVerdict verdict, bool isHighRange, RefusalReason expected)
    {
        Quote(_cheap, 99.9m, 100m, 100m);
        Quote(_dear, 100.7m, 100.8m, 100m);
        Assert.Equal(expected, Look(verdict, isHighRange));
    }

    [Fact]
    public void Stop_takes_nothing_however_much_it_pays_and_says_so()
    {
        Quote(_cheap, 99.9m, 100m, 100m);
        Quote(_dear, 105m, 105.1m, 100m);
        Assert.Equal(RefusalReason.MarketStop, Look(MarketVerdict.Stop, isHighRange: false));
        Assert.Equal(RefusalReason.None, Look(MarketVerdict.Careful, isHighRange: false));
    }

    /// <summary>Four to be had: under 1.6 when normal, under 0.8 when careful.</summary>
    [Theory]
    [InlineData(MarketVerdict.Normal, "1.5999")]
    [InlineData(MarketVerdict.Careful, "0.7999")]
    public void The_size_keeps_to_the_depth_multiple(MarketVerdict verdict, string size)
    {
        Quote(_cheap, 99.9m, 100m, 4m);
        Quote(_dear, 105m, 105.1m, 4m);
        var detector = Detector(null);
        var path = Path();
        detector.Follow(path, new MarketStance(verdict, IsHighRange: false));
        Assert.True(detector.Look(path, 0).IsTaken);
        Assert.Equal(Quantity.Parse(size), Quantity.FromUnits(detector.Judge.Legs[0].Quantity, 8));
    }

    public Amount Free(Venue venue, Asset asset) => Amount.From(new Exact(1_000_000, 0));

    public ConversionCell Between(Asset from, Asset to) => new();

    public Price? InDollars(Asset asset) => new Price(Exact.One);

    public RefusalReason Check(CyclePath path, long now) => RefusalReason.None;

    private static DetectionSettings Settings(Bps? threshold)
        => new(threshold, threshold, new Exact(1_000, 0), long.MaxValue, SizingRules.Careful) { HasDynamicDepth = true };

    private static TradedInstrument Traded(string venue, int index)
        => new(index, new Instrument(new Venue(venue), Symbol.Parse("BTC/USDT"), "X", Price.Parse("0.01"), Quantity.Parse("0.0001"), Quantity.Zero, Notional.Zero, new FeeSchedule(default, default, FeeAsset.Quote)), new OrderBook());

    private static void Quote(TradedInstrument traded, decimal bid, decimal ask, decimal quantity)
    {
        traded.Book.Bids.Set((long)(bid * 1_0000_0000m), (long)(quantity * 1_0000_0000m));
        traded.Book.Asks.Set((long)(ask * 1_0000_0000m), (long)(quantity * 1_0000_0000m));
        traded.Book.Prove();
    }

    private RefusalReason Look(MarketVerdict verdict, bool isHighRange)
    {
        var detector = Detector(null);
        var path = Path();
        detector.Follow(path, new MarketStance(verdict, isHighRange));
        var seen = detector.Look(path, 0);
        Assert.True(seen.IsCandidate);
        return seen.Reason;
    }

    private Detector Detector(Bps? threshold) => new(Settings(threshold), this, this, this);

    private CyclePath Path() => new PathGraph([_cheap, _dear], new HashSet<Asset> { new("USDT") }).Paths[0];
}

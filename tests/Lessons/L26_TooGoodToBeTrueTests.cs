using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Risk;

namespace Arbit.Tests.Lessons;

/// <summary>A suspended wallet made a splendid spread (ccxt #3618); the same ticker was another coin, "11021 %" (ccxt #25500).</summary>
public sealed class L26_TooGoodToBeTrueTests
{
    private readonly RiskBench _bench = new();

    [Theory]
    [InlineData("104.99", RefusalReason.None)]
    [InlineData("105.01", RefusalReason.ImplausibleSpread)]
    [InlineData("11021", RefusalReason.ImplausibleSpread)]
    public void A_spread_over_the_sanity_cap_is_never_traded(string bid, RefusalReason expected)
    {
        _bench.Quote(_bench.Instruments[3], bid, $"{bid}9");
        Assert.Equal(expected, Look().Reason);
    }

    [Theory]
    [InlineData("bitcoin", true, true, "bitcoin", true, RefusalReason.None)]
    [InlineData("bitcoin", true, false, "bitcoin", true, RefusalReason.WalletClosed)]
    [InlineData("bitcoin", true, true, "bitcoin", false, RefusalReason.WalletClosed)]
    [InlineData("bitcoin", false, true, "bitcoin", true, RefusalReason.None)]
    [InlineData("bitcoin", true, true, "bsc", true, RefusalReason.WalletClosed)]
    public void A_coin_that_cannot_come_back_is_not_traded_across_venues(string from, bool deposits, bool withdrawals, string to, bool inward, RefusalReason expected)
    {
        var gate = new OpenWallets(_bench.Paths, []);
        Assert.Equal(RefusalReason.None, Look(gate).Reason);
        gate.Take([
            new WalletStatus(RiskBench.Alpha, RiskBench.Btc, from, deposits, withdrawals, 7),
            new WalletStatus(RiskBench.Beta, RiskBench.Btc, to, inward, false, 7)]);
        Assert.Equal(expected, Look(gate).Reason);
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Triangle, 0));
    }

    [Fact]
    public void A_wallet_that_opens_again_is_traded_again_and_a_closed_one_is_shown()
    {
        var gate = new OpenWallets(_bench.Paths, [new WalletStatus(RiskBench.Alpha, RiskBench.Btc, "bitcoin", false, false, 7)]);
        Assert.Equal("it cannot be moved in or out on any network", Assert.Single(gate.StopsAt(8)).Reason);
        Assert.Equal(RefusalReason.WalletClosed, Look(gate).Reason);
        gate.Take([new WalletStatus(RiskBench.Alpha, RiskBench.Btc, "bitcoin", true, true, 9)]);
        Assert.Empty(gate.StopsAt(10));
        Assert.Equal(RefusalReason.None, Look(gate).Reason);
    }

    [Fact]
    public void The_same_ticker_is_the_same_asset_only_where_the_registry_says_so()
    {
        Assert.Equal(2, Crosses([RiskBench.Btc, RiskBench.Usdt]));
        Assert.Equal(0, Crosses([RiskBench.Usdt]));
        Assert.Equal(0, Crosses([RiskBench.Btc]));
    }

    [Fact]
    public void A_venues_own_codes_are_translated_and_another_coin_under_one_name_is_kept_apart()
    {
        var kraken = new Venue("kraken");
        var registry = new AssetRegistry([RiskBench.Btc], [(kraken, new Asset("XXBT"), RiskBench.Btc), (RiskBench.Beta, new Asset("ONE"), new Asset("ONE.BETA"))]);
        Assert.Equal(Symbol.Parse("BTC/USDT"), registry.Of(kraken, Symbol.Parse("XXBT/USDT")));
        Assert.Equal("XXBT", registry.Of(RiskBench.Alpha, new Asset("XXBT")).Code);
        Assert.NotEqual(registry.Of(RiskBench.Alpha, new Asset("ONE")), registry.Of(RiskBench.Beta, new Asset("ONE")));
    }

    private int Crosses(Asset[] known)
        => new PathGraph(_bench.Instruments, new HashSet<Asset> { RiskBench.Usdt }, new AssetRegistry(known, [])).Paths.Count(path => path.Kind == PathKind.Cross);

    private Verdict Look(ITradeGate? gate = null)
    {
        var settings = new DetectionSettings(Bps.From(50m), Bps.From(50m), new Exact(200, 0), long.MaxValue, SizingRules.Careful) { MaxCrossSpread = Bps.From(500m), MaxTriangularSpread = Bps.From(300m) };
        var detector = new Detector(settings, new Plenty(), _bench.Rates, gate ?? new TradeGates([]));
        detector.Admit(_bench.Cross);
        return detector.Look(_bench.Cross, 1);
    }

    private sealed class Plenty : IWallet
    {
        public Amount Free(Venue venue, Asset asset) => Amount.Parse("1000000");
    }
}

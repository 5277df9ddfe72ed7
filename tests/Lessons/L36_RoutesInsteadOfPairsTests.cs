using Arbit.Money;
using Arbit.Strategy.Conversions;
using Arbit.Tests.Strategy.Conversions;

namespace Arbit.Tests.Lessons;

/// <summary>
/// Fees make true triangles rare; as a way of converting they are 14 bps better than the direct pair (Grimberg et al. 2020): every
/// conversion is routed over any number of pairs.
/// </summary>
public sealed class L36_RoutesInsteadOfPairsTests
{
    [Theory]
    [InlineData("60", "USDC > PAXG", "0.02")] // so little that the thin top of the direct pair is enough
    [InlineData("3000", "USDC > USDT > PAXG", "0.998")]
    public void Two_hops_beat_a_thin_direct_pair(string amount, string path, string arrives)
    {
        ConversionMarket[] markets =
        [
            ConversionRouterTests.Market("PAXG/USDC", asks: "3000 0.1, 3012 20", lot: 3),
            ConversionRouterTests.Market("USDC/USDT", bids: "1 100000", fee: 5m),
            ConversionRouterTests.Market("PAXG/USDT", asks: "3001.5 50", lot: 3, fee: 5m),
        ];

        var quote = Find(markets, "USDC", "PAXG", amount);

        Assert.Equal(path, quote.Route!.ToString());
        Assert.StartsWith(arrives, quote.Route.Arrives.ToString(), StringComparison.Ordinal);
        Assert.Contains(quote.Alternatives, route => route.Why == RouteWhy.ArrivesLess);
    }

    [Fact]
    public void Three_hops_beat_two_and_the_direct_pair_by_more_than_their_fees()
    {
        ConversionMarket[] markets =
        [
            ConversionRouterTests.Market("SOL/USD", bids: "99 1000", fee: 10m, lot: 8),
            ConversionRouterTests.Market("SOL/ETH", bids: "0.0403 1000", fee: 10m, lot: 8),
            ConversionRouterTests.Market("ETH/USD", bids: "2470 1000", fee: 10m, lot: 8),
            ConversionRouterTests.Market("ETH/BTC", bids: "0.05 1000", fee: 10m, lot: 8),
            ConversionRouterTests.Market("BTC/USD", bids: "50000 1000", fee: 10m, lot: 8),
        ];

        var quote = Find(markets, "SOL", "USD", "10");

        Assert.Equal("SOL > ETH > BTC > USD", quote.Route!.ToString());
        Assert.Equal(["SOL > ETH > USD", "SOL > USD"], quote.Alternatives.Select(route => route.ToString()));
        Assert.All(quote.Alternatives, route => Assert.True(route.Arrives < quote.Route.Arrives));
    }

    private static ConversionQuote Find(ConversionMarket[] markets, string from, string to, string amount)
        => ConversionRouter.Find(markets, new Asset(from), new Asset(to), Exact.Parse(amount), ConversionRules.Default);
}

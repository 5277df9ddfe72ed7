using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Conversions;
using Arbit.Tests.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Strategy.Conversions;

/// <summary>The cheapest way from one money to another inside a venue.</summary>
public sealed class ConversionRouterTests(ITestOutputHelper output)
{
    private static readonly ConversionRules Wide = ConversionRules.Default with { MaxSlippage = Bps.From(9_000m) };

    [Fact]
    public void It_is_the_best_of_all_paths_and_sizes()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        var (found, hops) = (0, 0);
        for (var i = 0; i < 800; i++)
        {
            var markets = RandomMarkets(random);
            var amount = new Exact(random.Next(1, 4_000), random.Next(0, 3));
            var quote = ConversionRouter.Find(markets, new Asset("A"), new Asset("D"), amount, Wide);

            var most = BruteForce.Most(markets, new Asset("A"), new Asset("D"), Ratio.Of(amount));
            var name = $"{i} [{Seeds.Variable}={Seeds.Current}]";
            Assert.True(Ratio.Of(quote.Route?.Arrives ?? Exact.Zero) == most, $"{name}: {quote.Route?.Arrives} by {quote.Route}, the best is {most}");
            Assert.True(quote.SearchedAll, name);
            CheckSums(quote, amount, name);
            found += quote.Route is null ? 0 : 1;
            hops += quote.Route?.Hops.Count > 1 ? 1 : 0;
        }

        output.WriteLine($"{found} routes, {hops} of several hops");
        Assert.True(found > 300 && hops > 100);
    }

    [Fact]
    public void A_fee_on_top_is_paid_out_of_what_there_is()
    {
        var markets = new[] { Market("B/A", asks: "100 5", fee: 10m, paidIn: FeeAsset.Quote) };

        var hop = Assert.Single(Find(markets, "A", "B", "100.09").Route!.Hops);
        Assert.Equal(("0.99", "100", "99.099", "0.991"), (hop.Quantity.ToString(), hop.Limit.ToString(), hop.Spends.ToString(), hop.Rest.ToString()));
        Assert.Equal("1", Find(markets, "A", "B", "100.1").Route!.Arrives.ToString());
    }

    [Fact]
    public void An_order_is_payable_even_at_its_limit()
    {
        // 0.5 at 100 and 0.49 at 102 would cost 99.98; but a venue sets 0.99 × 102 aside.
        var hop = Assert.Single(Find([Market("B/A", asks: "100 0.5, 102 5")], "A", "B", "100").Route!.Hops);

        Assert.Equal(("0.98", "102", "98.96", "1.04"), (hop.Quantity.ToString(), hop.Limit.ToString(), hop.Spends.ToString(), hop.Rest.ToString()));
    }

    [Fact]
    public void A_fee_that_is_paid_beside_the_trade_counts_like_any_other()
    {
        var beside = Market("B/A", asks: "100 5", fee: 10m, paidIn: FeeAsset.Other);

        Assert.Equal("0.999", Find([beside], "A", "B", "100").Route!.Arrives.ToString());
    }

    [Fact]
    public void What_the_depth_within_the_slippage_has_no_place_for_is_a_rest()
    {
        var quote = ConversionRouter.Find(
            [Market("A/B", bids: "100 1, 99.5 1, 99.4 100")], new Asset("A"), new Asset("B"), new Exact(5, 0), ConversionRules.Default);

        var hop = Assert.Single(quote.Route!.Hops);
        Assert.Equal(("2", "99.5", "3", "199.5"), (hop.Quantity.ToString(), hop.Limit.ToString(), hop.Rest.ToString(), hop.Receives.ToString()));
    }

    [Fact]
    public void Of_equal_routes_the_shorter_and_then_the_first_by_name()
    {
        ConversionMarket[] markets = [Market("A/D", bids: "4 100"), Market("A/B", bids: "2 100"), Market("B/D", bids: "2 900"), Market("A/C", bids: "2 100"), Market("C/D", bids: "2 900")];

        Assert.Equal(["A > B > D MoreHops", "A > C > D MoreHops"], Alternatives(Find(markets, "A", "D", "10")));
        var without = Find(markets[1..], "A", "D", "10");
        Assert.Equal("A > B > D", without.Route!.ToString());
        Assert.Equal(["A > C > D LaterByName"], Alternatives(without));
    }

    [Fact]
    public void What_cannot_be_traded_says_why()
    {
        ConversionMarket[] markets =
        [
            Market("A/D", bids: ""), Market("A/B", bids: "2 100", minNotional: "20.01"), Market("A/C", bids: "2 100"), Market("C/D", bids: "2 900", minQuantity: "20.01"),
            Market("B/D", bids: "1 1"), Market("A/E", bids: "2 100", lot: 0), Market("E/D", bids: "0.001 100000", lot: -2),
        ];

        var quote = Find(markets, "A", "D", "10");
        Assert.Equal((null, ConversionReason.NoneTradable), (quote.Route, quote.Reason));
        Assert.Equal(["A > B BelowMinNotional", "A > C > D BelowMinQuantity", "A > D NoLevels", "A > E > D BelowLot"], Alternatives(quote).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("A", "A", ConversionReason.SameAsset)]
    [InlineData("A", "Z", ConversionReason.NoPath)]
    [InlineData("Z", "A", ConversionReason.NoPath)]
    [InlineData("A", "Y", ConversionReason.NoPath)]
    public void Without_a_way_there_is_no_route(string from, string to, ConversionReason reason)
    {
        var quote = Find([Market("A/B", bids: "2 100"), Market("X/Y", bids: "2 100")], from, to, "10");

        Assert.Equal((null, reason), (quote.Route, quote.Reason));
        Assert.Empty(quote.Alternatives);
    }

    [Fact]
    public void A_number_without_a_place_is_no_way_and_no_error()
    {
        var quote = Find([Market("A/B", bids: "9000000000000 9000000000")], "A", "B", "9000000000");

        Assert.Equal(ConversionReason.NoneTradable, quote.Reason);
        Assert.Equal(RouteWhy.NumberRange, Assert.Single(quote.Alternatives).Why);
    }

    [Fact]
    public void A_search_that_ends_early_has_seen_the_short_routes_and_says_so()
    {
        ConversionMarket[] markets = [Market("A/D", bids: "1 100"), Market("A/B", bids: "2 100"), Market("B/D", bids: "2 900")];

        var quote = ConversionRouter.Find(markets, new Asset("A"), new Asset("D"), new Exact(10, 0), Wide with { MaxEvaluations = 2 });

        Assert.Equal(("A > D", false), (quote.Route!.ToString(), quote.SearchedAll));
        Assert.Equal("A > B > D", Find(markets, "A", "D", "10").Route!.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void Nothing_is_not_converted(string amount)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Find([Market("A/B", bids: "2 100")], "A", "B", amount));

    internal static ConversionMarket Market(
        string symbol, string bids = "", string asks = "", decimal fee = 0m, FeeAsset paidIn = FeeAsset.Received, int lot = 2, string minQuantity = "0", string minNotional = "0")
    {
        var lotSize = lot >= 0 ? Quantity.FromUnits(1, lot) : Quantity.Parse("100");
        var fees = new FeeSchedule(Bps.From(fee), Bps.From(fee), paidIn) { OtherAsset = paidIn == FeeAsset.Other ? new Asset("BNB") : null };
        return new ConversionMarket(
            new Instrument(new Venue("alpha"), Symbol.Parse(symbol), symbol, Price.FromUnits(1, 4), lotSize, Quantity.Parse(minQuantity), Notional.Parse(minNotional), fees),
            Levels(bids),
            Levels(asks));
    }

    private static void CheckSums(ConversionQuote quote, Exact amount, string name)
    {
        var comes = amount;
        foreach (var hop in quote.Route?.Hops ?? [])
        {
            Assert.True(hop.Spends + hop.Rest == comes && hop.Rest.Sign >= 0, name);
            comes = hop.Receives;
        }

        Assert.True(quote.Route is null || comes == quote.Route.Arrives, name);
        Assert.True(quote.Route is null || quote.Alternatives.All(other => other.Arrives <= quote.Route.Arrives && other.Why != RouteWhy.Chosen), name);
    }

    private static List<ConversionMarket> RandomMarkets(Random random)
    {
        string[] pairs = ["A/B", "C/A", "A/D", "B/C", "D/B", "C/D"];
        List<ConversionMarket> markets = [];
        foreach (var pair in pairs.Where(_ => random.Next(4) > 0))
        {
            var middle = random.Next(20, 60);
            var market = Market(
                pair,
                Side(random, middle, -1),
                Side(random, middle, 1),
                random.Next(0, 40),
                random.Next(2) == 0 ? FeeAsset.Received : FeeAsset.Quote,
                random.Next(0, 2),
                random.Next(0, 3).ToString(System.Globalization.CultureInfo.InvariantCulture),
                random.Next(0, 30).ToString(System.Globalization.CultureInfo.InvariantCulture));
            markets.Add(market with { Instrument = market.Instrument with { Tick = Price.Parse(random.Next(2) == 0 ? "0.1" : "0.3") } });
        }

        return markets;
    }

    /// <summary>Up to three levels around a middle of 2.0 to 6.0, off the tick at times as real ones are.</summary>
    private static string Side(Random random, int middle, int sign)
    {
        List<string> levels = [];
        for (var n = random.Next(0, 4); n > 0; n--)
        {
            middle += sign * random.Next(1, 4);
            levels.Add($"{new Exact(middle, 1)} {new Exact(random.Next(1, 300), 1)}");
        }

        return string.Join(", ", levels);
    }

    private static IEnumerable<string> Alternatives(ConversionQuote quote) => quote.Alternatives.Select(route => $"{route} {route.Why}");

    private static ConversionQuote Find(ConversionMarket[] markets, string from, string to, string amount)
        => ConversionRouter.Find(markets, new Asset(from), new Asset(to), Exact.Parse(amount), Wide);

    private static List<(Price Price, Quantity Quantity)> Levels(string text)
        => [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(level => level.Split(' ')).Select(level => (Price.Parse(level[0]), Quantity.Parse(level[1])))];
}

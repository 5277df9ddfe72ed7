using System.Text.Json;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Detection.Cases;
using Arbit.Strategy;
using Arbit.Tests.Detection.Oracle;

namespace Arbit.Tests.Detection;

/// <summary>One case a refusal: what a person reading the books would say is wrong, with the figures where there are any.</summary>
public sealed class ReasonTests
{
    private static readonly JudgedInstrument Cheap = Market("binance", "BTC", "USDT", bids: [(99.9m, 50m)], asks: [(100m, 50m)]);
    private static readonly JudgedInstrument Dear = Market("kraken", "BTC", "USDT", bids: [(102m, 50m)], asks: [(102.1m, 50m)]);

    [Fact]
    public void Nothing_is_wrong()
    {
        var taken = Only(Case(Cheap, Dear));

        Assert.True(taken.Taken);
        Assert.Equal(("2", "1.99", "200"), (taken.Legs[0].Quantity, taken.Legs[1].Quantity, taken.Cost));
        Assert.Equal(("202.77702", "2.77702", "138.851"), (taken.Proceeds, taken.Net, taken.NetBps));
        Assert.Null(taken.Reason);
    }

    [Fact]
    public void A_quote_older_than_the_limit() => Refused(RefusalReason.StaleQuote, Case(Cheap with { AgeMs = 501 }, Dear), cost: "200");

    [Fact]
    public void A_quote_as_old_as_the_limit_is_traded_on() => Assert.True(Only(Case(Cheap with { AgeMs = 500 }, Dear)).Taken);

    [Fact]
    public void An_age_beyond_all_numbers_is_stale()
    {
        var json = Case(Cheap, Dear).Json().Replace("\"ageMs\":5,", "\"ageMs\":\"18446744073710\",", StringComparison.Ordinal);

        Assert.Equal([RefusalReason.StaleQuote], Judge(json).Select(candidate => candidate.Reason!.Value));
    }

    [Fact]
    public void No_rate_between_two_dollars() => Refused(RefusalReason.NoRate, Case(Cheap, Dear with { Quote = "USDC" }), cost: "0");

    [Fact]
    public void No_dollar_price_of_the_start()
    {
        var found = Judge(Case(
            Market("kraken", "ETH", "BTC", [(0.04m, 100m)], [(0.041m, 100m)]),
            Market("kraken", "SOL", "ETH", [(0.05m, 100m)], [(0.051m, 100m)]),
            Market("kraken", "SOL", "BTC", [(0.0022m, 100m)], [(0.0023m, 100m)])).Json());

        Assert.Equal([RefusalReason.NoRate], found.Select(candidate => candidate.Reason!.Value));
    }

    [Fact]
    public void Under_the_threshold() => Refused(RefusalReason.BelowThreshold, Case(Cheap, Dear) with { ThresholdBps = 138.8511m }, cost: "200");

    [Fact]
    public void At_the_threshold_it_is_taken() => Assert.True(Only(Case(Cheap, Dear) with { ThresholdBps = 138.851m }).Taken);

    [Theory]
    [InlineData("binance", "USDT")]
    [InlineData("kraken", "BTC")]
    public void A_wallet_without_what_a_leg_spends(string venue, string asset)
    {
        var file = Case(Cheap, Dear);
        var balances = new Dictionary<(string, string), decimal>(file.Balances) { [(venue, asset)] = 0.009m };

        Refused(RefusalReason.InsufficientBalance, file with { Balances = balances }, cost: "200");
    }

    [Fact]
    public void Five_best_levels_under_five_times_the_smallest_order()
    {
        (decimal, decimal)[] asks = [(100m, 0.01m), (100.01m, 0.01m), (100.02m, 0.01m), (100.03m, 0.01m), (100.04m, 0.01m), (100.05m, 50m)];

        Refused(RefusalReason.TopLevelsTooThin, Case(Cheap with { Asks = asks }, Dear), cost: "199.098");
    }

    [Fact]
    public void A_best_level_under_the_smallest_order()
        => Refused(RefusalReason.DepthTooThin, Case(Cheap with { Asks = [(100m, 0.01m), (101.9m, 50m)] }, Dear with { Lot = 0.001m }) with { Notional = 5m }, cost: "1");

    [Fact]
    public void A_cap_under_one_lot() => Refused(RefusalReason.SizeCapTooSmall, Case(Cheap with { Lot = 2.5m }, Dear), cost: "750");

    [Fact]
    public void A_first_leg_under_the_least_quantity() => Refused(RefusalReason.BelowMinQuantity, Case(Cheap with { MinQuantity = 3m }, Dear), cost: "200");

    [Fact]
    public void A_second_leg_under_the_least_quantity() => Refused(RefusalReason.BelowMinQuantity, Case(Cheap, Dear with { MinQuantity = 2m }), cost: "200");

    [Fact]
    public void A_second_leg_whose_lot_is_more_than_the_first_yields() => Refused(RefusalReason.BelowMinQuantity, Case(Cheap, Dear with { Lot = 2.5m }), cost: "751");

    [Fact]
    public void A_leg_under_the_least_notional() => Refused(RefusalReason.BelowMinNotional, Case(Cheap, Dear with { MinNotional = 210m }), cost: "200");

    [Fact]
    public void Limits_that_the_tick_pushes_into_a_loss()
    {
        var buy = Cheap with { TakerBps = 0m, Asks = [(100.004m, 50m)] };
        var sell = Dear with { TakerBps = 0m, Bids = [(100.008m, 50m)] };

        Refused(RefusalReason.LossAtLimits, Case(buy, sell) with { ThresholdBps = 0m }, cost: "199.00796");
    }

    [Fact]
    public void Limits_that_only_need_to_reach_the_worst_level_are_kept_there()
    {
        // Net 9 bps, of which the two levels of the first leg need 6: what is left is shared, and nothing can be lost.
        var buy = Cheap with { TakerBps = 0m, Tick = 0.001m, Asks = [(100m, 1m), (100.12m, 50m)] };
        var sell = Dear with { TakerBps = 0m, Tick = 0.001m, Bids = [(100.15m, 50m)] };

        Assert.True(Only(Case(buy, sell) with { ThresholdBps = 0m }).Taken);
    }

    [Fact]
    public void Numbers_without_a_place()
    {
        (decimal, decimal)[] huge = [(90_000_000_000m, 90_000_000_000m), (90_000_000_001m, 90_000_000_000m), (90_000_000_002m, 90_000_000_000m)];
        var found = Judge(Case(
            Cheap,
            Dear,
            Market("binance", "ETH", "USDT", [(1m, 1m)], huge),
            Market("kraken", "ETH", "USDT", [(91_000_000_000m, 90_000_000_000m)], [(92_000_000_000m, 1m)])).Json());

        Assert.Equal([null, RefusalReason.NumberRange], found.Select(candidate => candidate.Reason));
        Assert.Equal(("0", "0", "0", "0"), (found[1].Cost, found[1].Net, found[1].NetBps, found[1].Legs[0].Quantity));
    }

    [Fact]
    public void A_crossed_book_is_never_traded_on() => Refused(RefusalReason.BookNotProven, Case(Cheap with { Bids = [(100m, 1m)] }, Dear), cost: "200");

    [Fact]
    public void What_a_book_does_not_offer_is_no_candidate()
    {
        Assert.Empty(Judge(Case(Cheap with { Asks = [] }, Dear).Json()));
        Assert.Empty(Judge(Case(Cheap, Dear with { Bids = [] }).Json()));
        Assert.Empty(Judge(Case(Cheap).Json()));
        Assert.Empty(Judge(Case(Dear with { Venue = "binance" }, Cheap with { Venue = "kraken", Bids = [(90m, 1m)], Asks = [(103m, 1m)] }).Json()));
    }

    [Fact]
    public void A_side_that_is_not_needed_may_be_empty() => Assert.True(Only(Case(Cheap with { Bids = [] }, Dear with { Asks = [] })).Taken);

    [Fact]
    public void A_balance_beyond_reckoning_binds_nothing()
    {
        var file = Case(Cheap, Dear);
        var balances = new Dictionary<(string, string), decimal>(file.Balances) { [("binance", "USDT")] = 100_000_000_000_000_000_000m };

        Assert.True(Only(file with { Balances = balances }).Taken);
    }

    [Fact]
    public void Prices_whose_product_outgrows_128_bits_are_looked_at_all_the_same()
    {
        // Eighteen decimals on two books: the common scale alone is 10^36.
        var found = Judge(Case(
            Market("kraken", "ETH", "BTC", [(3.123456789012345678m, 100m)], [(3.123456789012345679m, 100m)]),
            Market("kraken", "BTC", "USDT", [(2.123456789012345678m, 100m)], [(2.123456789012345679m, 100m)]),
            Market("kraken", "ETH", "USDT", [(9.123456789012345678m, 100m)], [(9.123456789012345679m, 100m)])).Json());

        Assert.Equal(["triangular"], found.Select(candidate => candidate.Kind));
    }

    private static void Refused(RefusalReason reason, JudgedCase file, string cost)
    {
        var candidate = Only(file);
        Assert.Equal((reason, false, cost), (candidate.Reason, candidate.Taken, candidate.Cost));
    }

    private static CandidateView Only(JudgedCase file) => Assert.Single(Judge(file.Json()));

    private static IReadOnlyList<CandidateView> Judge(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new DetectionCase(document.RootElement).Judge();
    }

    private static JudgedCase Case(params JudgedInstrument[] instruments)
    {
        var balances = from venue in new[] { "binance", "kraken" }
                       from asset in new[] { "USDT", "USDC", "BTC", "ETH", "SOL" }
                       select KeyValuePair.Create((venue, asset), 10_000m);
        return new JudgedCase(50m, 200m, 500, new Dictionary<(string, string), decimal>(), new Dictionary<(string, string), decimal>(balances), instruments);
    }

    private static JudgedInstrument Market(string venue, string asset, string quote, (decimal, decimal)[] bids, (decimal, decimal)[] asks)
        => new(venue, asset, quote, Tick: 0.01m, Lot: 0.01m, MinQuantity: 0m, MinNotional: 0m, TakerBps: 10m, FeeInQuote: false, bids, asks);
}

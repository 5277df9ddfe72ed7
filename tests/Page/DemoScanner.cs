using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>An invented verdict of each kind, with the longest words that there are.</summary>
internal static class DemoScanner
{
    public static IReadOnlyList<ScannedMarketView> Markets(DateTimeOffset now) =>
    [
        Market("BTC", "aggressive", "accumulation, range 0.6× its 20-day mean", now, 40m, 2.5m, 61_837.5, 210, 342),
        Market("ETH", "normal", "range 1.7× its 20-day mean, nothing against it", now, 75m, 2.5m, 2_683.2, 640, 376) with { IsHighRange = true, PaceFactor = 2 },
        Market("PAXG", "careful", "only 1 of 3 daily candles yet; 4 whale trades, mostly selling; books one-sided, 86 % toward asks", now, 100m, 5m, 2_427, 31, null) with
        {
            Days = 1,
            PointOfControl = null,
            ValueLow = null,
            ValueHigh = null,
            WhaleNetUsd = -412_000,
            Imbalance = -0.86,
        },
        Market("SOL", "stop", "range 3.1× its 20-day mean; held until better for 60 s without a break", now, null, 5m, 161.47, 1_612, 520),
    ];

    private static ScannedMarketView Market(string asset, string verdict, string why, DateTimeOffset now, decimal? threshold, decimal depth, double price, double range, double? mean) => new()
    {
        Base = asset,
        Verdict = verdict,
        Since = now - TimeSpan.FromMinutes(7),
        Why = why,
        CrossThresholdBps = threshold,
        TriangularThresholdBps = threshold,
        DepthMultiple = depth,
        PaceFactor = 1,
        Price = price,
        Phase = verdict == "aggressive" ? "accumulation" : "none",
        Cvd = verdict == "aggressive" ? 41.2207 : -3.1,
        Flow = verdict == "aggressive" ? 0.18 : -0.02,
        Whales = 4,
        WhaleNetUsd = 188_000,
        PointOfControl = price * 0.998,
        ValueLow = price * 0.992,
        ValueHigh = price * 1.003,
        Imbalance = 0.12,
        RangeBps = range,
        MeanRangeBps = mean,
        IsHighRange = false,
        Days = 20,
        DaysSimulated = true,
    };
}

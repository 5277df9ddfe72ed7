namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// Distributions measured on real captures, as quantiles at 0, 5, 25, 50, 75, 95 and 100 %, drawn from by linear
/// interpolation between them. Sizes are in millionths of the median best size, distances in thousandths of a basis
/// point from the best price.
/// </summary>
internal static class Calibration
{
    // Binance BTCUSDT, 2024-08-08, 651 s: best sizes 5/25/50/75/95 % = 0.00013, 0.135, 1.14, 2.90, 5.00 BTC.
    // Kraken BTC/USD, 2026-08-02, 51 s: 0.0001, 0.029, 0.166, 0.349, 1.77 BTC: the same shape on a smaller median.
    private static readonly long[] TopSize = [80, 114, 118_000, 1_000_000, 2_540_000, 4_380_000, 9_000_000];

    // Binance BTCUSDT REST book of 1000 a side: 0.00009, 0.00017, 0.00084, 0.040, 0.69 BTC. The real half that is dust
    // (under 0.001 BTC) is thinned here to a quarter, since it costs messages and teaches a book nothing.
    private static readonly long[] DeepSize = [80, 150, 740, 35_000, 200_000, 1_200_000, 9_000_000];

    // Binance BTCUSDT trades, 30.6/s: 0.00009, 0.0001, 0.00067, 0.014, 0.1 BTC.
    private static readonly long[] TradeSize = [80, 88, 90, 590, 12_300, 88_000, 900_000];

    // Binance BTCUSDT: distance of changed bids from the best price: 0, 1.03, 3.8, 10.0, 187 bps; the far tail is cut
    // at 60 bps, so that 160 levels a side stay a dense book (the real one holds thousands).
    private static readonly long[] ChangeDistance = [0, 0, 1_030, 3_800, 10_000, 35_000, 60_000];

    private static readonly long[] Probability = [0, 50_000, 250_000, 500_000, 750_000, 950_000, 1_000_000];

    /// <summary>Levels kept on each side. Real books hold thousands; REST and 100-level snapshots need 100.</summary>
    public const int LevelsPerSide = 160;

    /// <summary>
    /// Sequence numbers that change nothing visible, in a million. KuCoin, 2021-04-25: 978 of 2,859 level2 messages
    /// carry price 0. Binance counts about 28 update ids for 22 changes (medians a diff).
    /// </summary>
    public static long NothingShare(string venue) => venue switch
    {
        VenueNames.Kucoin => 342_000,
        VenueNames.Binance => 200_000,
        _ => 0,
    };

    /// <summary>How much of its distance to the fundamental a venue closes in one 20 ms step, in millionths.</summary>
    public static long Follow(string venue) => venue switch
    {
        VenueNames.Binance => 1_000_000,
        VenueNames.Kraken => 250_000,
        _ => 180_000,
    };

    public static long TopLots(SeededRandom random, MarketProfile profile) => Lots(random, TopSize, profile);

    public static long DeepLots(SeededRandom random, MarketProfile profile) => Lots(random, DeepSize, profile);

    public static long TradeLots(SeededRandom random, MarketProfile profile) => Lots(random, TradeSize, profile);

    /// <summary>A distance from the best price in ticks, 0 or more.</summary>
    public static long DistanceTicks(SeededRandom random, MarketProfile profile, long bestPrice)
    {
        long milliBps = Draw(random, ChangeDistance) * profile.DepthScalePercent / 100;
        return (long)((Int128)bestPrice * milliBps / 10_000_000);
    }

    /// <summary>How far from the best price levels come and go, in ticks: the range of <see cref="DistanceTicks"/>.</summary>
    public static long RangeTicks(MarketProfile profile, long bestPrice) =>
        (long)((Int128)bestPrice * ChangeDistance[^1] * profile.DepthScalePercent / 1_000_000_000);

    private static long Lots(SeededRandom random, long[] quantiles, MarketProfile profile)
    {
        long lots = (long)((Int128)profile.TopLots * Draw(random, quantiles) / 1_000_000);
        lots += random.Below(1 + (lots / 1000));
        // People like round sizes: 0.055 or 0.11 BTC stand among the odd ones on every venue.
        if (random.Chance(300_000)) lots -= lots % RoundTo(lots);
        return Math.Max(1, lots);
    }

    private static long RoundTo(long lots)
    {
        long unit = 1;
        while (unit <= lots / 100) unit *= 10;
        return unit;
    }

    private static long Draw(SeededRandom random, long[] quantiles)
    {
        long at = random.Below(1_000_000);
        int upper = 1;
        while (Probability[upper] <= at) upper++;
        long from = quantiles[upper - 1], to = quantiles[upper];
        return from + ((to - from) * (at - Probability[upper - 1]) / (Probability[upper] - Probability[upper - 1]));
    }
}

using Arbit.EdgeRunner.Scanner;

namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// The days before a simulated market began, as it would have moved: seeded, and the same whatever the date, so that a run's first
/// minutes are the same on every day. Its daily moves are those that the market's own steps come to.
/// </summary>
public static class SimulatedCandles
{
    private const long DailySteps = 86_400 * SimulatedMarket.StepsPerSecond;
    private const double Nanos = 1_000_000_000;

    /// <summary>Mean size of a trade over the median best size, of <see cref="Calibration"/>'s trades.</summary>
    private const double MeanTradeShare = 0.051;

    /// <summary>So many days before <paramref name="today"/>, of every asset of the universe that is no dollar.</summary>
    /// <param name="options">The simulated market.</param>
    /// <param name="today">Days since 1970-01-01, UTC: the day that the market begins on.</param>
    /// <param name="days">How many.</param>
    public static CandleHistory Before(SimulationOptions options, long today, int days)
    {
        ArgumentNullException.ThrowIfNull(options);
        var universe = options.Universe.Where(instrument => options.Venues.Contains(instrument.Venue, StringComparer.Ordinal)).ToList();
        var random = new SeededRandom(options.Seed ^ 0xCA4D1E5UL);
        var candles = new Dictionary<string, IReadOnlyList<DailyCandle>>(StringComparer.Ordinal);
        foreach (var asset in universe.Select(instrument => instrument.Base).Where(asset => !Fundamentals.IsDollar(asset)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            candles[asset] = Days(asset, universe, options.RateScale, today, days, random);
        return new CandleHistory(IsSimulated: true, candles);
    }

    private static List<DailyCandle> Days(string asset, List<SimulatedInstrument> universe, decimal rateScale, long today, int days, SeededRandom random)
    {
        (double start, long deviation) = Fundamentals.DailyMotion(asset, DailySteps);
        var volume = (double)rateScale * DailyCandle.SecondsADay * universe
            .Where(instrument => instrument.Base == asset && Fundamentals.IsDollar(instrument.Quote))
            .Sum(instrument => instrument.Profile.TradesPerSecond * instrument.Profile.TopLots * MeanTradeShare * LotOf(instrument));

        // About the price that the market begins at, not a walk away from it. A day's range is on average 1.6 deviations.
        var closes = Enumerable.Range(0, days + 1).Select(_ => start * (1 + (random.Normal(deviation / 2) / Nanos))).ToArray();
        var made = new List<DailyCandle>();
        for (var i = 0; i < days; i++)
        {
            var (open, close) = (closes[i], closes[i + 1]);
            var high = Math.Max(open, close) * (1 + (random.Below(deviation) / Nanos));
            var low = Math.Min(open, close) * (1 - (random.Below(deviation) / Nanos));
            var traded = volume * random.Between(700, 1_300) / 1_000;
            made.Add(new DailyCandle(today - days + i, open, high, low, close, traded, traded * random.Between(-50, 50) / 1_000, DailyCandle.SecondsADay));
        }

        return made;
    }

    private static double LotOf(SimulatedInstrument instrument)
    {
        var lot = 1.0;
        for (var i = 0; i < instrument.QuantityDecimals; i++)
            lot /= 10;
        return lot;
    }
}

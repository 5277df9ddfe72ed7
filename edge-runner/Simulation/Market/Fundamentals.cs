namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// The one true price of each asset, in nanodollars, walking on from step to step. All venues follow it, each at its
/// own speed, which is what keeps ordinary venue differences to a few basis points.
/// </summary>
internal sealed class Fundamentals
{
    private const long NanosPerDollar = 1_000_000_000;

    /// <param name="Dollars">The price at the start.</param>
    /// <param name="Market">How far the asset moves with the common factor, in parts per billion a step.</param>
    /// <param name="Own">How far it moves on its own, in parts per billion a step.</param>
    /// <param name="Pegged">Pulled back to its start within about ten minutes.</param>
    private sealed record Motion(decimal Dollars, long Market, long Own, bool Pegged);

    // BTCUSDT, 2024-08-08: one-second returns have a standard deviation of 1.14 bps; in a 20 ms step 1.14 × √0.02 = 0.161 bps
    // = 16,100 parts per billion, split here into a common and an own part. The others are scaled by their usual beta.
    private static readonly Dictionary<string, Motion> Assets = new(StringComparer.Ordinal)
    {
        ["USD"] = new(1m, 0, 0, Pegged: true),
        ["USDT"] = new(0.9996m, 0, 300, Pegged: true),
        ["USDC"] = new(0.9999m, 0, 150, Pegged: true),
        ["BTC"] = new(61_837.63m, 14_000, 8_000, Pegged: false),
        ["ETH"] = new(2_683.12m, 17_000, 11_000, Pegged: false),
        ["SOL"] = new(161.47m, 19_000, 16_000, Pegged: false),
        ["BNB"] = new(512.3m, 11_000, 10_000, Pegged: false),
        ["PAXG"] = new(2_427m, 1_000, 5_000, Pegged: false),
    };

    private readonly Dictionary<string, long> prices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> starts = new(StringComparer.Ordinal);
    private readonly (string Asset, Motion Motion)[] motions;
    private readonly int volatilityPercent;

    public Fundamentals(IEnumerable<string> assets, int volatilityPercent)
    {
        this.volatilityPercent = volatilityPercent;
        motions = [.. assets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(asset => (asset, MotionOf(asset)))];
        foreach ((string asset, Motion motion) in motions)
            prices[asset] = starts[asset] = (long)(motion.Dollars * NanosPerDollar);
    }

    /// <summary>Assets that this market knows how to price.</summary>
    public static IReadOnlyCollection<string> Known => Assets.Keys;

    /// <summary>The price now, in nanodollars.</summary>
    public long this[string asset] => prices[asset];

    public static bool IsDollar(string asset) => Assets.TryGetValue(asset, out Motion? motion) && motion.Pegged;

    /// <summary>An asset's price at the start, in dollars, and how far it moves in so many steps, in parts per billion (a standard deviation).</summary>
    public static (double Dollars, long Deviation) DailyMotion(string asset, long steps)
    {
        Motion motion = MotionOf(asset);
        double step = Math.Sqrt(((double)motion.Market * motion.Market) + ((double)motion.Own * motion.Own));
        return ((double)motion.Dollars, (long)(step * Math.Sqrt(steps)));
    }

    /// <summary>A step of so many grains: a walk goes as far as the root of the time.</summary>
    public void Step(SeededRandom random, int grains)
    {
        long root = Grains.Root(grains) * volatilityPercent / 100;
        long common = random.Normal(1_000 * root);
        foreach ((string asset, Motion motion) in motions)
        {
            long price = prices[asset];
            Int128 move = ((Int128)motion.Market * common / 1_000_000) + random.Normal(motion.Own * root / 1000);
            long next = price + (long)(price * move / 1_000_000_000);
            if (motion.Pegged) next += (starts[asset] - next) * grains / 30_000;
            // A walk of months must not reach a price at which a tick is a large part of it.
            prices[asset] = Math.Clamp(next, starts[asset] / 4, starts[asset] * 4);
        }
    }

    private static Motion MotionOf(string asset) =>
        Assets.TryGetValue(asset, out Motion? motion)
            ? motion
            : throw new ArgumentException($"The simulated market has no price for {asset}; it knows {string.Join(", ", Assets.Keys)}.", nameof(asset));
}

namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// SplitMix64: one 64-bit state, the same numbers on every machine and runtime. <see cref="System.Random"/> promises
/// no stable sequence across versions, and a simulated market must be byte-identical for its seed.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in [0, <paramref name="below"/>); <paramref name="below"/> must be positive.</summary>
    public long Below(long below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        return (long)(((UInt128)Next() * (ulong)below) >> 64);
    }

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>], both ends included.</summary>
    public long Between(long low, long high) => low + Below(high - low + 1);

    /// <summary>True with a probability of <paramref name="perMillion"/> in a million.</summary>
    public bool Chance(long perMillion) => Below(1_000_000) < perMillion;

    /// <summary>
    /// About normal with mean 0 and standard deviation <paramref name="deviation"/>: four uniforms summed, whose
    /// half-width is √3/2 deviations. Integers only, so no machine rounds differently.
    /// </summary>
    public long Normal(long deviation)
    {
        long half = deviation * 866 / 1000;
        if (half == 0) return 0;
        return Between(-half, half) + Between(-half, half) + Between(-half, half) + Between(-half, half);
    }
}

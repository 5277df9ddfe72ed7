using System.Numerics;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Nanoseconds counted in sixteen steps to each power of two: within 6 % of the value, in a fixed array, without allocation. One
/// writer; a reader may see counts a moment apart.
/// </summary>
public sealed class LatencyHistogram
{
    private const int Steps = 16;

    private readonly long[] _counts = new long[64 * Steps];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Record(long nanoseconds)
    {
        var value = Math.Max(nanoseconds, 0);
        _counts[Bucket(value)]++;
        Count++;
        if (value > Max)
            Max = value;
    }

    /// <summary>The value that the share of all is not above; null where nothing was counted.</summary>
    /// <param name="share">In thousandths: 990 for the 99th percentile.</param>
    public long? Percentile(int share)
    {
        if (Count == 0)
            return null;
        var wanted = Math.Max(1, Count * share / 1000);
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
                return Math.Min(Upper(i), Max);
        }

        return Max;
    }

    private static int Bucket(long value)
    {
        if (value < Steps)
            return (int)value;
        var exponent = BitOperations.Log2((ulong)value) - 4;
        return ((exponent + 1) * Steps) + (int)((value >> exponent) - Steps);
    }

    private static long Upper(int bucket)
    {
        if (bucket < Steps)
            return bucket;
        var exponent = (bucket / Steps) - 1;
        return ((long)((bucket % Steps) + Steps + 1) << exponent) - 1;
    }
}

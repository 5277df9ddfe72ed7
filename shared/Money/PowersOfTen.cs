namespace Arbit.Money;

/// <summary>The powers of ten that scaled integers are moved by.</summary>
public static class PowersOfTen
{
    /// <summary>The largest exponent that a <see cref="long"/> holds.</summary>
    public const int MaxLong = 18;

    /// <summary>The largest exponent that an <see cref="Int128"/> holds.</summary>
    public const int MaxWide = 38;

    private static readonly long[] Longs = BuildLongs();
    private static readonly Int128[] Wides = BuildWides();

    /// <summary>10^exponent, exponent 0 to 18.</summary>
    public static long Long(int exponent) => Longs[exponent];

    /// <summary>10^exponent, exponent 0 to 38.</summary>
    public static Int128 Wide(int exponent) => Wides[exponent];

    private static long[] BuildLongs()
    {
        var powers = new long[MaxLong + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static Int128[] BuildWides()
    {
        var powers = new Int128[MaxWide + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}

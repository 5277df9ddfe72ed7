using Arbit.Money;
using FsCheck;
using FsCheck.Fluent;

namespace Arbit.Tests.Money;

/// <summary>Values of money, with more at the edges than chance would bring: powers of ten and two, limits, zero, ties.</summary>
public static class MoneyGen
{
    /// <summary>The largest mantissa; the smallest is its negative.</summary>
    public static readonly Int128 Max = Int128.MaxValue;

    public static Gen<Rounding> Roundings { get; } = Gen.Elements(Rounding.Floor, Rounding.Ceiling, Rounding.HalfEven);

    /// <summary>0 to 36 decimals.</summary>
    public static Gen<int> Decimals { get; } = Gen.Choose(0, Exact.MaxDecimals);

    /// <summary>Any pattern of 128 bits, of any length in bits.</summary>
    public static Gen<Int128> Int128s { get; } = Gen.OneOf(
        Bits(128),
        Gen.Choose(1, 128).SelectMany(Bits),
        Gen.Choose(-20, 20).Select(small => (Int128)small),
        Gen.Zip(Gen.Choose(0, PowersOfTen.MaxWide), Gen.Choose(-2, 2), (power, near) => PowersOfTen.Wide(power) + near),
        Gen.Zip(Gen.Choose(0, 126), Gen.Choose(-2, 2), (power, near) => -(Int128.One << power) + near),
        Gen.Elements(Int128.MaxValue, Int128.MinValue, Int128.MinValue + 1, -1, Max / 2, (Max / 2) + 1, Max / 10, (Max / 10) + 1));

    /// <summary>The whole range of <see cref="Exact"/>.</summary>
    public static Gen<Exact> Exacts { get; } = Gen.Zip(Int128s, Decimals, (mantissa, decimals)
        => new Exact(mantissa == Int128.MinValue ? -Max : mantissa, decimals));

    /// <summary>Up to 14 digits and 8 decimals, signed: their sums and products are exact in <see cref="decimal"/> too.</summary>
    public static Gen<decimal> SmallDecimals { get; } = Gen.Zip(Longs, Gen.Choose(0, 8), (units, decimals)
        => new decimal(units % PowersOfTen.Long(14)) / PowersOfTen.Long(decimals));

    public static Gen<Price> Prices { get; } = Gen.Zip(PositiveLongs, Gen.Choose(0, 18), Price.FromUnits);

    public static Gen<Quantity> Quantities { get; } = Gen.Zip(PositiveLongs, Gen.Choose(0, 18), Quantity.FromUnits);

    public static Gen<Amount> Amounts { get; } = Int128s.Select(units => Amount.FromUnits(units == Int128.MinValue ? -Max : units));

    /// <summary>Signed, of any length in bits.</summary>
    public static Gen<long> Longs => Gen.OneOf(
        Gen.Choose(1, 64).SelectMany(Bits).Select(bits => (long)(bits & long.MaxValue) * (bits < 0 ? -1 : 1)),
        Gen.Choose(-100, 100).Select(small => (long)small),
        Gen.Elements(long.MaxValue, -long.MaxValue, 0L));

    public static Gen<long> PositiveLongs => Longs.Select(Math.Abs);

    public static Gen<(T1 A, T2 B, T3 C)> Three<T1, T2, T3>(Gen<T1> a, Gen<T2> b, Gen<T3> c)
        => Gen.Zip(a, Gen.Zip(b, c), (x, rest) => (x, rest.Item1, rest.Item2));

    private static Gen<Int128> Bits(int count) => Gen.ArrayOf(Gen.Choose(0, 0xFFFF), 8).Select(words =>
    {
        var bits = UInt128.Zero;
        foreach (var word in words)
            bits = (bits << 16) | (uint)word;
        return unchecked((Int128)bits) >> (128 - count);
    });
}

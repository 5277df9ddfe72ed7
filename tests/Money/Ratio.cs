using System.Numerics;
using Arbit.Money;

namespace Arbit.Tests.Money;

/// <summary>
/// What the money types are checked against: a fraction of whole numbers without bounds, written to be obviously right and not
/// to be fast, and sharing no line with what it checks.
/// </summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, Denominator) = (numerator / common, denominator / common);
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Ratio operator +(Ratio a, Ratio b)
        => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Ratio operator -(Ratio a, Ratio b) => a + new Ratio(-b.Numerator, b.Denominator);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Ratio operator /(Ratio a, Ratio b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Ratio Of(Exact value) => Of(value.Mantissa, value.Decimals);

    public static Ratio Of(BigInteger mantissa, int decimals)
        => decimals >= 0 ? new(mantissa, BigInteger.Pow(10, decimals)) : new(mantissa * BigInteger.Pow(10, -decimals), 1);

    public int CompareTo(Ratio other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The whole number of 10^-decimals that this rounds to.</summary>
    public BigInteger Round(int decimals, Rounding rounding)
    {
        var scaled = this * Of(1, -decimals);
        return rounding switch
        {
            Rounding.Floor => Floor(scaled),
            Rounding.Ceiling => -Floor(new Ratio(-scaled.Numerator, scaled.Denominator)),
            Rounding.HalfEven => HalfEven(scaled),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
    }

    private static BigInteger HalfEven(Ratio value)
    {
        var shifted = value + new Ratio(1, 2);
        var nearest = Floor(shifted);
        var tie = shifted.Denominator.IsOne;
        return tie && !nearest.IsEven ? nearest - 1 : nearest;
    }

    private static BigInteger Floor(Ratio value)
    {
        var cut = BigInteger.Divide(value.Numerator, value.Denominator);
        return cut * value.Denominator > value.Numerator ? cut - 1 : cut;
    }
}

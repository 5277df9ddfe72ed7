using System.Numerics;

namespace Arbit.Money;

/// <summary>128-bit arithmetic that names its overflow and its rounding.</summary>
public static class WideMath
{
    /// <exception cref="MoneyOverflowException">The product has no place in 128 bits.</exception>
    public static Int128 Multiply(Int128 a, Int128 b)
    {
        try
        {
            return checked(a * b);
        }
        catch (OverflowException e)
        {
            throw new MoneyOverflowException("A product left the range of 128 bits.", e);
        }
    }

    /// <exception cref="MoneyOverflowException">The sum has no place in 128 bits.</exception>
    public static Int128 Add(Int128 a, Int128 b)
    {
        try
        {
            return checked(a + b);
        }
        catch (OverflowException e)
        {
            throw new MoneyOverflowException("A sum left the range of 128 bits.", e);
        }
    }

    /// <summary>a ÷ b, rounded as named. b must not be zero.</summary>
    /// <exception cref="MoneyOverflowException">−2^127 ÷ −1, the one quotient without a place.</exception>
    public static Int128 Divide(Int128 a, Int128 b, Rounding rounding)
        => b == -1 && a == Int128.MinValue
            ? throw new MoneyOverflowException("A quotient left the range of 128 bits.")
            : DivideRounded(a, b, rounding);

    /// <summary>
    /// a × 10^shift ÷ b, rounded once, as named, whenever the result has a place: a dividend that outgrows 128 bits on the way
    /// takes a slower road to the same digits. The shift is at most what two scales make (±72), b is not zero.
    /// </summary>
    /// <exception cref="MoneyOverflowException">The quotient has no place in 128 bits.</exception>
    public static Int128 DivideScaled(Int128 a, int shift, Int128 b, Rounding rounding)
    {
        if (shift >= 0 && HasPlace(a, shift))
            return Divide(a * PowersOfTen.Wide(shift), b, rounding);
        if (shift < 0 && HasPlace(b, -shift))
            return Divide(a, b * PowersOfTen.Wide(-shift), rounding);

        var power = BigInteger.Pow(10, Math.Abs(shift));
        var quotient = shift >= 0 ? DivideRounded(a * power, b, rounding) : DivideRounded(a, b * power, rounding);
        return quotient > Int128.MaxValue || quotient < Int128.MinValue
            ? throw new MoneyOverflowException("A quotient left the range of 128 bits.")
            : (Int128)quotient;
    }

    /// <summary>a × b ÷ c with the product kept whole (up to 192 bits), rounded down. None may be negative, c not zero.</summary>
    /// <exception cref="MoneyOverflowException">The quotient has no place in 128 bits, or something is negative.</exception>
    public static Int128 MultiplyDivide(Int128 a, long b, long c)
    {
        if (a < 0 || (b | c) < 0)
            throw new MoneyOverflowException("A negative number has no place in a product that is kept whole.");
        var low = (UInt128)(ulong)(UInt128)a * (ulong)b;
        var high = ((UInt128)(ulong)((UInt128)a >> 64) * (ulong)b) + (low >> 64);
        var (upper, rest) = UInt128.DivRem(high, (ulong)c);
        if (upper > long.MaxValue)
            throw new MoneyOverflowException("A quotient left the range of 128 bits.");
        return (Int128)((upper << 64) + (((rest << 64) | (ulong)low) / (ulong)c));
    }

    /// <summary>Moves a mantissa from one number of decimals to another, rounding only where digits are cut.</summary>
    /// <exception cref="MoneyOverflowException">The mantissa has no place at the new scale.</exception>
    public static Int128 Rescale(Int128 mantissa, int fromDecimals, int toDecimals, Rounding rounding)
    {
        if (toDecimals == fromDecimals || mantissa == 0)
            return mantissa;
        var distance = Math.Abs(toDecimals - fromDecimals);
        if (toDecimals > fromDecimals)
        {
            if (distance > PowersOfTen.MaxWide)
                throw new MoneyOverflowException("A value has no place at the wanted scale.");
            return Multiply(mantissa, PowersOfTen.Wide(distance));
        }

        if (distance > PowersOfTen.MaxWide)
            return Divide(Int128.Sign(mantissa), 10, rounding);
        return Divide(mantissa, PowersOfTen.Wide(distance), rounding);
    }

    /// <summary>Whether value × 10^power surely has a place, judged by lengths in bits.</summary>
    private static bool HasPlace(Int128 value, int power)
        => power <= PowersOfTen.MaxWide && BitLength(value) + BitLength(PowersOfTen.Wide(power)) <= 127;

    private static int BitLength(Int128 value) => 128 - (int)Int128.LeadingZeroCount(Int128.IsNegative(value) ? -value : value);

    private static T DivideRounded<T>(T a, T b, Rounding rounding)
        where T : IBinaryInteger<T>
    {
        var (quotient, remainder) = T.DivRem(a, b);
        if (T.IsZero(remainder))
            return quotient;

        // DivRem cuts toward zero; the sign of the exact result decides which neighbour that was.
        var negative = T.IsNegative(remainder) != T.IsNegative(b);
        var away = rounding switch
        {
            Rounding.Floor => negative,
            Rounding.Ceiling => !negative,
            _ => IsNearerAwayFromZero(quotient, remainder, b),
        };
        if (!away)
            return quotient;
        return negative ? quotient - T.One : quotient + T.One;
    }

    private static bool IsNearerAwayFromZero<T>(T quotient, T remainder, T divisor)
        where T : IBinaryInteger<T>
    {
        // Compared without doubling and as negatives, so that neither the largest divisor nor the smallest overflows here.
        var rest = T.IsNegative(remainder) ? remainder : -remainder;
        var missing = (T.IsNegative(divisor) ? divisor : -divisor) - rest;
        return rest < missing || (rest == missing && !T.IsEvenInteger(quotient));
    }
}

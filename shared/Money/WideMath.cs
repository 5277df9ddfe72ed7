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
    public static Int128 Divide(Int128 a, Int128 b, Rounding rounding)
    {
        var (quotient, remainder) = Int128.DivRem(a, b);
        if (remainder == 0)
            return quotient;

        // DivRem cuts toward zero; the sign of the exact result decides which neighbour that was.
        var negative = Int128.IsNegative(remainder) != Int128.IsNegative(b);
        return rounding switch
        {
            Rounding.Floor => negative ? quotient - 1 : quotient,
            Rounding.Ceiling => negative ? quotient : quotient + 1,
            _ => RoundHalfEven(quotient, remainder, b, negative),
        };
    }

    /// <summary>a × b ÷ c with the product kept whole (up to 192 bits), rounded down. None may be negative, c not zero.</summary>
    /// <exception cref="MoneyOverflowException">The quotient has no place in 128 bits.</exception>
    public static Int128 MultiplyDivide(Int128 a, long b, long c)
    {
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

    private static Int128 RoundHalfEven(Int128 quotient, Int128 remainder, Int128 divisor, bool negative)
    {
        // Compared without doubling, so that the largest divisors cannot overflow here.
        var rest = UInt128.CreateTruncating(Int128.Abs(remainder));
        var missing = UInt128.CreateTruncating(Int128.Abs(divisor)) - rest;
        var up = rest > missing || (rest == missing && !Int128.IsEvenInteger(quotient));
        if (!up)
            return quotient;
        return negative ? quotient - 1 : quotient + 1;
    }
}

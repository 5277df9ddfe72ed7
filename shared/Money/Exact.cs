namespace Arbit.Money;

/// <summary>
/// An exact decimal: a mantissa of ±(2^127 − 1) and 0 to 36 decimals, kept without trailing zeros, so that equal values are equal.
/// It is what the money types are made of; by itself it has no unit.
/// </summary>
public readonly struct Exact : IEquatable<Exact>, IComparable<Exact>
{
    public const int MaxDecimals = 36;

    /// <exception cref="MoneyOverflowException">More than 36 decimals are needed, or the mantissa is −2^127.</exception>
    public Exact(Int128 mantissa, int decimals)
    {
        if (mantissa == 0)
        {
            decimals = 0;
        }
        else
        {
            while (decimals > 0)
            {
                var (quotient, remainder) = Int128.DivRem(mantissa, 10);
                if (remainder != 0)
                    break;
                mantissa = quotient;
                decimals--;
            }
        }

        if (decimals is < 0 or > MaxDecimals)
            throw new MoneyOverflowException("A value needs more decimals than are kept.");

        // The one mantissa without a negative: its sign change would wrap, its absolute value throw something else.
        if (mantissa == Int128.MinValue)
            throw new MoneyOverflowException("A value left the range of 128 bits.");
        Mantissa = mantissa;
        Decimals = decimals;
    }

    public static Exact Zero => default;

    public static Exact One => new(1, 0);

    public Int128 Mantissa { get; }

    public int Decimals { get; }

    public int Sign => Int128.Sign(Mantissa);

    public static Exact operator +(Exact a, Exact b)
    {
        var decimals = Math.Max(a.Decimals, b.Decimals);
        return new Exact(WideMath.Add(a.At(decimals), b.At(decimals)), decimals);
    }

    public static Exact operator -(Exact a) => new(-a.Mantissa, a.Decimals);

    public static Exact operator -(Exact a, Exact b) => a + (-b);

    public static Exact operator *(Exact a, Exact b)
    {
        var decimals = a.Decimals + b.Decimals;
        var product = WideMath.Multiply(a.Mantissa, b.Mantissa);
        return new Exact(product, decimals);
    }

    public static bool operator ==(Exact a, Exact b) => a.Equals(b);

    public static bool operator !=(Exact a, Exact b) => !a.Equals(b);

    public static bool operator <(Exact a, Exact b) => a.CompareTo(b) < 0;

    public static bool operator >(Exact a, Exact b) => a.CompareTo(b) > 0;

    public static bool operator <=(Exact a, Exact b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Exact a, Exact b) => a.CompareTo(b) >= 0;

    public static Exact Parse(string text)
        => TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is no exact decimal number.");

    public static bool TryParse(ReadOnlySpan<char> text, out Exact value)
    {
        value = default;
        if (text.Length is 0 or > DecimalText.MaxLength)
            return false;
        Span<byte> utf8 = stackalloc byte[DecimalText.MaxLength];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 127)
                return false;
            utf8[i] = (byte)text[i];
        }

        return TryParse(utf8[..text.Length], out value);
    }

    /// <summary>Parses JSON's number grammar, exponents included, from UTF-8; false for anything else or out of range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Exact value)
    {
        value = default;
        if (!DecimalText.TryParse(utf8, out var mantissa, out var decimals) || decimals > MaxDecimals)
            return false;
        value = new Exact(mantissa, decimals);
        return true;
    }

    public static Exact FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var low = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var mantissa = (Int128)new UInt128((uint)bits[2], low);
        return new Exact(bits[3] < 0 ? -mantissa : mantissa, (bits[3] >> 16) & 0xFF);
    }

    /// <summary>The mantissa at another number of decimals, which must not cut a digit.</summary>
    /// <exception cref="MoneyOverflowException">It has no place, or a digit would be cut.</exception>
    public Int128 At(int decimals)
    {
        if (decimals < Decimals)
            throw new MoneyOverflowException("A digit would be cut.");
        return WideMath.Rescale(Mantissa, Decimals, decimals, Rounding.Floor);
    }

    /// <summary>The mantissa at another number of decimals, rounded as named.</summary>
    public Int128 At(int decimals, Rounding rounding) => WideMath.Rescale(Mantissa, Decimals, decimals, rounding);

    public Exact Round(int decimals, Rounding rounding)
        => decimals >= Decimals ? this : new Exact(At(decimals, rounding), decimals);

    /// <summary>this ÷ divisor to a number of decimals (0 to 36), rounded as named.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="MoneyOverflowException">The quotient has no place at that number of decimals.</exception>
    public Exact Divide(Exact divisor, int decimals, Rounding rounding)
    {
        // this = m·10^-d, divisor = n·10^-e  ⇒  quotient at `decimals` = m·10^(decimals + e − d) ÷ n
        if (decimals is < 0 or > MaxDecimals)
            throw new MoneyOverflowException("A quotient is wanted at a scale that is not kept.");
        var shift = decimals + divisor.Decimals - Decimals;
        return new Exact(WideMath.DivideScaled(Mantissa, shift, divisor.Mantissa, rounding), decimals);
    }

    /// <summary>The nearest multiple of a positive step, in the direction named.</summary>
    public Exact ToMultipleOf(Exact step, Rounding rounding)
    {
        if (step.Sign <= 0)
            throw new ArgumentOutOfRangeException(nameof(step), "A step is positive.");
        var decimals = Math.Max(Decimals, step.Decimals);
        var unit = step.At(decimals);
        return new Exact(WideMath.Multiply(WideMath.Divide(At(decimals), unit, rounding), unit), decimals);
    }

    /// <summary>The very same value; what has more digits than a decimal is rounded first, by a name (<see cref="Round"/>).</summary>
    /// <exception cref="MoneyOverflowException">More than 28 decimals, or more than 96 bits of digits.</exception>
    public decimal ToDecimal()
    {
        var size = (UInt128)Int128.Abs(Mantissa);
        if (Decimals > 28 || size >> 96 != 0)
            throw new MoneyOverflowException($"{this} has no exact place in a decimal.");
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), Sign < 0, (byte)Decimals);
    }

    public int CompareTo(Exact other)
    {
        if (Decimals == other.Decimals)
            return Mantissa.CompareTo(other.Mantissa);
        var sign = Sign.CompareTo(other.Sign);
        if (sign != 0)
            return sign;
        return Decimals < other.Decimals
            ? CompareScaled(Mantissa, other.Decimals - Decimals, other.Mantissa)
            : -CompareScaled(other.Mantissa, Decimals - other.Decimals, Mantissa);
    }

    public bool Equals(Exact other) => Mantissa == other.Mantissa && Decimals == other.Decimals;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Mantissa, Decimals);

    /// <summary>Plain decimal text, without exponent and without trailing zeros.</summary>
    public override string ToString() => DecimalText.Format(Mantissa, Decimals);

    private static int CompareScaled(Int128 small, int shift, Int128 large)
    {
        // Of equal sign: a value that has no place at the finer scale is the one farther from zero.
        var limit = WideMath.Divide(Int128.MaxValue, PowersOfTen.Wide(shift), Rounding.Floor);
        if (Int128.Abs(small) > limit)
            return Int128.Sign(small);
        return (small * PowersOfTen.Wide(shift)).CompareTo(large);
    }
}

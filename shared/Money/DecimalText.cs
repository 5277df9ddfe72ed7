using System.Globalization;

namespace Arbit.Money;

/// <summary>Decimal numbers as text: JSON's number grammar in, plain digits out.</summary>
public static class DecimalText
{
    /// <summary>The longest text that is read; anything longer is no price or quantity of a venue.</summary>
    public const int MaxLength = 64;

    /// <summary>A tenth of the largest mantissa: one more digit, up to 7, is the last that has a place.</summary>
    private static readonly Int128 LastTenth = Int128.MaxValue / 10;

    /// <summary>
    /// Reads a number of JSON's grammar (sign, digits, fraction, exponent) exactly: value = mantissa × 10^-decimals.
    /// Decimals are as written (trailing zeros count), never negative. False where the text is none, or out of range: the
    /// numbers then mean nothing.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Int128 mantissa, out int decimals)
    {
        mantissa = 0;
        decimals = 0;
        if (text.Length is 0 or > MaxLength)
            return false;
        var i = 0;
        var negative = text[0] == '-';
        if (negative)
            i++;

        var start = i;
        if (!TryDigits(text, ref i, ref mantissa) || i == start || (text[start] == '0' && i - start > 1))
            return false;

        if (i < text.Length && text[i] == '.')
        {
            var fraction = ++i;
            if (!TryDigits(text, ref i, ref mantissa) || i == fraction)
                return false;
            decimals = i - fraction;
        }

        if (i < text.Length && (text[i] | 0x20) == 'e' && !TryExponent(text, ref i, ref mantissa, ref decimals))
            return false;
        if (negative)
            mantissa = -mantissa;
        return i == text.Length;
    }

    public static string Format(Int128 mantissa, int decimals)
    {
        if (decimals == 0)
            return mantissa.ToString(CultureInfo.InvariantCulture);
        var digits = mantissa.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(decimals + 1, '0');
        var fraction = digits[^decimals..].TrimEnd('0');
        var text = fraction.Length == 0 ? digits[..^decimals] : $"{digits[..^decimals]}.{fraction}";
        return mantissa < 0 ? "-" + text : text;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, ref int i, ref Int128 mantissa)
    {
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            // A run that has no place is refused, not cut; whatever is written from 128 bits can be read again.
            var digit = text[i] - '0';
            if (mantissa >= LastTenth && (mantissa > LastTenth || digit > 7))
                return false;
            mantissa = (mantissa * 10) + digit;
        }

        return true;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int i, ref Int128 mantissa, ref int decimals)
    {
        i++;
        var negative = i < text.Length && text[i] == '-';
        if (i < text.Length && (text[i] == '-' || text[i] == '+'))
            i++;
        var start = i;
        var exponent = 0;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            exponent = (exponent * 10) + (text[i] - '0');
            if (exponent > 99)
                return false;
        }

        if (i == start)
            return false;
        decimals += negative ? exponent : -exponent;
        if (decimals >= 0)
            return true;
        if (-decimals > PowersOfTen.MaxWide || mantissa > Int128.MaxValue / PowersOfTen.Wide(-decimals))
            return false;
        mantissa *= PowersOfTen.Wide(-decimals);
        decimals = 0;
        return true;
    }
}

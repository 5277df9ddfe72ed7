using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Wire;

/// <content>Numbers: digits eight at a time, exactly, into integers at the scale asked for.</content>
public ref partial struct WireReader
{
    /// <summary>A whole number, bare or quoted, 0 to 2^63 − 1.</summary>
    public long ReadWhole()
    {
        var quoted = Peek() == '"';
        if (quoted)
            _position++;
        var start = _position;
        ulong value = 0;
        if (start + sizeof(ulong) <= _wideEnd && start + (2 * sizeof(ulong)) <= _length)
        {
            // Eight digits at a time: ids and times have eleven to thirteen.
            value = (ulong)Digits(Word(start), out var digitsHere);
            if (digitsHere == sizeof(ulong))
            {
                var rest = Digits(Word(start + digitsHere), out var more);
                value = (value * (ulong)PowersOfTen.Long(more)) + (ulong)rest;
                digitsHere += more;
            }

            _position = start + digitsHere;
        }

        while (_position < _length)
        {
            var digit = (uint)At(_position) - '0';
            if (digit > 9)
                break;
            value = (value * 10) + digit;
            _position++;
        }

        var digits = _position - start;
        if (digits is 0 or > 19 || value > long.MaxValue || (digits > 1 && At(start) == '0') || IsNumberGoingOn())
        {
            Fail(_position >= _length ? FrameFault.Truncated : digits == 0 ? FrameFault.WrongType : FrameFault.BadNumber);
            return 0;
        }

        if (!quoted)
            return (long)value;

        // At once: white space inside the quotes is no part of a number.
        if (At(_position) != '"')
        {
            Fail(FrameFault.BadNumber);
            return 0;
        }

        _position++;
        return (long)value;
    }

    /// <summary>
    /// A price that is no less than zero, bare or quoted, as an integer at <paramref name="scale"/> decimals, exactly. Where it
    /// cannot be one, the reader fails; <see cref="WantedScale"/> tells whether another scale would hold it.
    /// </summary>
    public long ReadPrice(int scale) => ReadDecimal(scale, isQuantity: false);

    /// <summary>A quantity, under the same rules as <see cref="ReadPrice"/>.</summary>
    public long ReadQuantity(int scale) => ReadDecimal(scale, isQuantity: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadDecimal(int scale, bool isQuantity)
    {
        var quoted = Peek() == '"';
        var start = quoted ? _position + 1 : _position;

        // Digits, a point, digits: eight bytes at a time each.
        if (start <= _wideEnd)
        {
            var whole = Digits(Word(start), out var wholeDigits);
            var point = start + wholeDigits;
            if (wholeDigits is > 0 and < 8 && (At(start) != '0' || wholeDigits == 1) && point < _length)
            {
                if (At(point) == '.' && point + 1 <= _wideEnd)
                {
                    var fraction = Digits(Word(point + 1), out var decimals);
                    var end = point + 1 + decimals;
                    if (decimals > 0 && end < _length && IsNumberEnd(end, quoted))
                    {
                        _position = quoted ? end + 1 : end;
                        DecimalsSent = decimals;
                        return ToScale((whole * PowersOfTen.Long(decimals)) + fraction, decimals, scale, isQuantity);
                    }
                }
                else if (IsNumberEnd(point, quoted))
                {
                    _position = quoted ? point + 1 : point;
                    DecimalsSent = 0;
                    return ToScale(whole, 0, scale, isQuantity);
                }
            }
        }

        return ReadDecimalSlowly(start, quoted, scale, isQuantity);
    }

    /// <summary>The number that the leading digits of eight bytes make, and how many they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Digits(ulong word, out int count)
    {
        // A byte is a digit where neither adding 0x46 nor taking 0x30 away reaches its high bit.
        var other = ((word + 0x4646464646464646) | (word - 0x3030303030303030)) & Highs;
        count = BitOperations.TrailingZeroCount(other) >> 3;
        if (count == 0)
            return 0;

        // Right-aligned, the missing leading digits zero; then pairs, quads and the eight are added up in parallel.
        var digits = (word - 0x3030303030303030) << (64 - (count << 3));
        digits = (digits * 10) + (digits >> 8);
        return (long)((((digits & 0x000000FF000000FF) * 0x000F424000000064)
            + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }

    private readonly bool IsNumberGoingOn() => _position >= _length || At(_position) is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'-' or (byte)'+';

    private readonly bool IsNumberEnd(int position, bool quoted)
    {
        var b = At(position);
        return quoted ? b == '"' : b is (byte)',' or (byte)'}' or (byte)']';
    }

    private long ReadDecimalSlowly(int start, bool quoted, int scale, bool isQuantity)
    {
        var end = start;
        while (end < _length && At(end) is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-')
            end++;
        if (end >= _length || end == start)
        {
            Fail(end >= _length ? FrameFault.Truncated : FrameFault.WrongType);
            return 0;
        }

        var text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, start), end - start);
        if (!DecimalText.TryParse(text, out var mantissa, out var decimals) || mantissa < 0 || (quoted && At(end) != '"'))
        {
            Fail(FrameFault.BadNumber);
            return 0;
        }

        _position = quoted ? end + 1 : end;
        DecimalsSent = decimals;
        if (mantissa <= long.MaxValue)
            return ToScale((long)mantissa, decimals, scale, isQuantity);

        // Too many digits as sent; zeros at the end may still be taken off.
        var significant = new Exact(mantissa, Math.Min(decimals, Exact.MaxDecimals));
        if (decimals <= Exact.MaxDecimals && significant.Mantissa <= long.MaxValue)
            return ToScale((long)significant.Mantissa, significant.Decimals, scale, isQuantity);
        Fail(FrameFault.BadNumber);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ToScale(long mantissa, int decimals, int scale, bool isQuantity)
        => decimals == scale ? mantissa : MoveToScale(mantissa, decimals, scale, isQuantity);

    private long MoveToScale(long mantissa, int decimals, int scale, bool isQuantity)
    {
        if (mantissa == 0)
            return 0;
        if (decimals <= scale)
        {
            if (scale - decimals <= PowersOfTen.MaxLong && mantissa <= long.MaxValue / PowersOfTen.Long(scale - decimals))
                return mantissa * PowersOfTen.Long(scale - decimals);
        }
        else if (decimals - scale <= PowersOfTen.MaxLong)
        {
            var (quotient, rest) = Math.DivRem(mantissa, PowersOfTen.Long(decimals - scale));
            if (rest == 0)
                return quotient;
        }

        var exact = new Exact(mantissa, Math.Min(decimals, Exact.MaxDecimals));
        Fail(FrameFault.BadNumber);
        if (decimals <= Exact.MaxDecimals && exact.Decimals <= PowersOfTen.MaxLong)
            WantedScale = exact.Decimals > scale ? exact.Decimals : FinestScaleOf(in exact);
        WasQuantity = isQuantity;
        return 0;
    }

    /// <summary>The most decimals at which a value still has a place in 64 bits.</summary>
    private static int FinestScaleOf(in Exact value)
    {
        var scale = value.Decimals;
        var units = value.Mantissa;
        for (; scale < PowersOfTen.MaxLong && units * 10 <= long.MaxValue; scale++)
            units *= 10;
        return scale;
    }

    private void SkipNumber()
    {
        var start = _position;
        while (_position < _length && At(_position) is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-')
            _position++;
        var text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, start), _position - start);
        if (text.IsEmpty)
            Fail(_position >= _length ? FrameFault.Truncated : FrameFault.NotJson);
        else if (!IsNumber(text))
            Fail(FrameFault.BadNumber);
    }

    /// <summary>JSON's grammar alone, whatever the number's size: nobody uses this value.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var i = text[0] == '-' ? 1 : 0;
        var whole = TakeDigits(text, ref i);
        if (whole == 0 || (whole > 1 && text[i - whole] == '0'))
            return false;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (TakeDigits(text, ref i) == 0)
                return false;
        }

        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-')
                i++;
            if (TakeDigits(text, ref i) == 0)
                return false;
        }

        return i == text.Length;
    }

    private static int TakeDigits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && (uint)(text[i] - '0') <= 9)
            i++;
        return i - start;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Wire;

/// <summary>
/// Reads one JSON frame in place, strictly, without allocating and without throwing: the first fault sticks, every later read
/// answers a default, and the codec looks once at the end. Members may come in any order. Eight bytes are looked at a time
/// where the buffer has them; a buffer with eight spare bytes behind the frame keeps the reader on that path to the end.
/// </summary>
public ref struct WireReader
{
    /// <summary>No venue nests deeper than a handful of levels.</summary>
    public const int MaxDepth = 32;

    private const ulong Ones = 0x0101010101010101;
    private const ulong Highs = 0x8080808080808080;

    private readonly ref byte _start;
    private readonly int _length;
    private readonly int _wideEnd;
    private int _position;

    /// <summary>A frame that fills the whole span.</summary>
    public WireReader(ReadOnlySpan<byte> frame)
        : this(frame, frame.Length)
    {
    }

    /// <summary>A frame in the first <paramref name="length"/> bytes of a buffer; what stands behind it is never taken for data.</summary>
    public WireReader(ReadOnlySpan<byte> buffer, int length)
    {
        _start = ref MemoryMarshal.GetReference(buffer);
        _length = length;
        _wideEnd = buffer.Length - sizeof(ulong);
    }

    /// <summary>The first thing that was wrong; the codec asks once, at the end.</summary>
    public FrameFault Fault { get; private set; }

    public readonly bool Failed => Fault != FrameFault.None;

    /// <summary>Decimals of the number read last, as sent (trailing zeros count).</summary>
    public int DecimalsSent { get; private set; }

    /// <summary>
    /// Set (and the read failed) where a number does not fit the scale asked for but could at another: the nearest scale that it
    /// fits. -1 where all was well, or no scale would do.
    /// </summary>
    public int WantedScale { get; private set; } = -1;

    /// <summary>With <see cref="WantedScale"/>: whether a quantity wanted it, or a price.</summary>
    public bool WasQuantity { get; private set; }

    public readonly int Position => _position;

    /// <summary>The whole frame.</summary>
    public readonly ReadOnlySpan<byte> Frame => MemoryMarshal.CreateReadOnlySpan(ref _start, _length);

    public void Fail(FrameFault fault)
    {
        if (Fault == FrameFault.None)
            Fault = fault;
        _position = _length;
    }

    /// <summary>Takes these bytes where they stand here, character for character; else takes nothing and fails nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLiteral(ReadOnlySpan<byte> literal)
    {
        if (_length - _position < literal.Length
            || !MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, _position), literal.Length).SequenceEqual(literal))
            return false;
        _position += literal.Length;
        return true;
    }

    /// <summary>Takes the frame's last bytes; false where these are not they, or anything failed on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnd(ReadOnlySpan<byte> literal) => !Failed && _length - _position == literal.Length && TryLiteral(literal);

    /// <summary>The next byte, white space or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsAt(byte wanted) => _position < _length && At(_position) == wanted;

    /// <summary>Goes back (or on) to a value that was passed over earlier.</summary>
    public void Seek(int position)
    {
        if (!Failed)
            _position = position;
    }

    /// <summary>The next byte that is no white space, without taking it; 0 at the end.</summary>
    public byte Peek()
    {
        if (_position < _length)
        {
            var next = At(_position);
            if (next > ' ')
                return next;
        }

        return PeekPastSpace();
    }

    public bool BeginObject() => Take((byte)'{');

    public bool BeginArray() => Take((byte)'[');

    /// <summary>
    /// The next member's name, up to seven bytes of it packed into a number (<see cref="Key"/>); longer names answer
    /// <see cref="Key.Long"/> and are told apart by <paramref name="name"/>. False at the object's end or after a fault.
    /// </summary>
    public bool NextMember(ref bool first, out ulong key, out ReadOnlySpan<byte> name)
    {
        key = 0;
        name = default;
        if (!Advance(ref first, (byte)'}'))
            return false;
        if (Peek() != '"')
        {
            Fail(_position >= _length ? FrameFault.Truncated : FrameFault.NotJson);
            return false;
        }

        var start = _position + 1;
        if (start <= _wideEnd)
        {
            var word = Word(start);
            var quote = ZeroBytes(word ^ (Ones * '"'));
            var odd = ZeroBytes(word ^ (Ones * '\\')) | (word & Highs) | LessThanSpace(word);
            if (quote != 0 && (odd == 0 || BitOperations.TrailingZeroCount(quote) < BitOperations.TrailingZeroCount(odd)))
            {
                var bits = BitOperations.TrailingZeroCount(quote) & ~7;
                key = word & ((1UL << bits) - 1);
                _position = start + (bits >> 3) + 1;
                if (_position >= _length)
                {
                    Fail(FrameFault.Truncated);
                    return false;
                }

                name = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, start), bits >> 3);
                return TakeColon();
            }
        }

        name = ReadString();
        key = name.Length <= Key.MaxLength ? Key.Pack(name) : Key.Long;
        return TakeColon();
    }

    /// <summary>True where another item of the array begins here.</summary>
    public bool NextItem(ref bool first) => Advance(ref first, (byte)']');

    /// <summary>A string's bytes as sent, escapes left as they are (no venue escapes a name that is compared here).</summary>
    public ReadOnlySpan<byte> ReadString()
    {
        if (Peek() != '"')
        {
            Fail(_position >= _length ? FrameFault.Truncated : FrameFault.WrongType);
            return default;
        }

        var start = ++_position;
        var plain = true;
        while (true)
        {
            _position = EndOfPlainText(_position);
            if (_position >= _length)
            {
                Fail(FrameFault.Truncated);
                return default;
            }

            var b = At(_position);
            if (b == '"')
                break;
            if (b < ' ' || (b == '\\' && !IsEscape(_position)))
            {
                Fail(b < ' ' ? FrameFault.BadText : FrameFault.NotJson);
                return default;
            }

            plain &= b < 0x80;
            _position += b == '\\' ? 2 : 1;
        }

        var text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, start), _position - start);
        _position++;
        if (plain || Utf8.IsValid(text))
            return text;
        Fail(FrameFault.BadText);
        return default;
    }

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

    /// <summary>true or false.</summary>
    public bool ReadBool()
    {
        switch (Peek())
        {
            case (byte)'t':
                TakeLiteral("true"u8);
                return true;
            case (byte)'f':
                TakeLiteral("false"u8);
                return false;
            default:
                Fail(_position >= _length ? FrameFault.Truncated : FrameFault.WrongType);
                return false;
        }
    }

    /// <summary>Passes over any value, checking that it is one.</summary>
    public void Skip() => Skip(0);

    /// <summary>Nothing may follow the frame's value.</summary>
    public void End()
    {
        Peek();
        if (_position < _length)
            Fail(FrameFault.NotJson);
    }

    private static ulong ZeroBytes(ulong word) => (word - Ones) & ~word & Highs;

    private static ulong LessThanSpace(ulong word) => (word - (Ones * ' ')) & ~word & Highs;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte At(int position) => Unsafe.Add(ref _start, position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Word(int position) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, position));

    private bool Take(byte wanted)
    {
        if (Peek() == wanted)
        {
            _position++;
            return true;
        }

        Fail(_position >= _length ? FrameFault.Truncated : FrameFault.WrongType);
        return false;
    }

    private bool TakeColon()
    {
        if (_position < _length && At(_position) == ':')
        {
            _position++;
            return true;
        }

        if (Failed)
            return false;
        if (Peek() == ':')
        {
            _position++;
            return true;
        }

        Fail(_position >= _length ? FrameFault.Truncated : FrameFault.NotJson);
        return false;
    }

    private bool Advance(ref bool first, byte close)
    {
        if (Failed)
            return false;
        var next = Peek();
        if (next == close)
        {
            _position++;
            return false;
        }

        if (!first)
        {
            if (next != ',')
            {
                Fail(_position >= _length ? FrameFault.Truncated : FrameFault.NotJson);
                return false;
            }

            _position++;
            if (Peek() == close)
            {
                Fail(FrameFault.NotJson);
                return false;
            }
        }

        first = false;
        if (_position < _length)
            return true;
        Fail(FrameFault.Truncated);
        return false;
    }

    private byte PeekPastSpace()
    {
        while (_position < _length)
        {
            var next = At(_position);
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return next;
            _position++;
        }

        return 0;
    }

    /// <summary>From a position, the first byte that is a quote, a backslash, a control character or no ASCII.</summary>
    private readonly int EndOfPlainText(int position)
    {
        while (position <= _wideEnd && position < _length)
        {
            var word = Word(position);
            var special = ZeroBytes(word ^ (Ones * '"')) | ZeroBytes(word ^ (Ones * '\\')) | LessThanSpace(word) | (word & Highs);
            if (special != 0)
                return Math.Min(position + (BitOperations.TrailingZeroCount(special) >> 3), _length);
            position += sizeof(ulong);
        }

        while (position < _length && At(position) is >= (byte)' ' and < 0x80 and not ((byte)'"' or (byte)'\\'))
            position++;
        return Math.Min(position, _length);
    }

    private readonly bool IsEscape(int backslash)
    {
        if (backslash + 1 >= _length)
            return false;
        var escaped = At(backslash + 1);
        if (escaped != 'u')
            return "\"\\/bfnrt"u8.Contains(escaped);
        for (var i = 2; i < 6; i++)
        {
            if (backslash + i >= _length || !char.IsAsciiHexDigit((char)At(backslash + i)))
                return false;
        }

        return true;
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

    private void Skip(int depth)
    {
        if (depth > MaxDepth)
        {
            Fail(FrameFault.TooDeep);
            return;
        }

        var first = true;
        switch (Peek())
        {
            case (byte)'{':
                BeginObject();
                while (NextMember(ref first, out _, out _))
                    Skip(depth + 1);
                break;
            case (byte)'[':
                BeginArray();
                while (NextItem(ref first))
                    Skip(depth + 1);
                break;
            case (byte)'"':
                ReadString();
                break;
            case (byte)'t':
                TakeLiteral("true"u8);
                break;
            case (byte)'f':
                TakeLiteral("false"u8);
                break;
            case (byte)'n':
                TakeLiteral("null"u8);
                break;
            default:
                SkipNumber();
                break;
        }
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

    private void TakeLiteral(ReadOnlySpan<byte> literal)
    {
        if (_length - _position >= literal.Length
            && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, _position), literal.Length).SequenceEqual(literal))
        {
            _position += literal.Length;
            return;
        }

        Fail(_length - _position < literal.Length ? FrameFault.Truncated : FrameFault.NotJson);
    }
}

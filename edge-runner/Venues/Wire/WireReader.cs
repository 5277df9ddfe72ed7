using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Arbit.EdgeRunner.Venues.Wire;

/// <summary>
/// Reads one JSON frame in place, strictly, without allocating and without throwing: the first fault sticks, every later read
/// answers a default, and the codec looks once at the end. Members may come in any order. Eight bytes are looked at a time
/// where the buffer has them; a buffer with eight spare bytes behind the frame keeps the reader on that path to the end.
/// How numbers are read stands in a file of its own; it is one type, because all of it works on one position and is inlined.
/// </summary>
public ref partial struct WireReader
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

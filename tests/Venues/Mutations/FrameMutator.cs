using System.Text;

namespace Arbit.Tests.Venues.Mutations;

/// <summary>Spoils frames in every way that a broken connection, a broken venue or an enemy could.</summary>
public sealed class FrameMutator(Random random)
{
    private const int MaxLength = 6_000;

    private static readonly byte[] Structure = Encoding.ASCII.GetBytes("{}[]\",:.-+eE0123456789\\ntf \t\n");
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "\"\"", "-1", "0", "-0", "00", "1e400", "1E-7", "1.", ".5", "18446744073709551616", "9223372036854775807",
            "9223372036854775808", "99999999999999999999999999999999999999999999", "0.000000000000000000000000000000000001", "92233720368.54775808",
            "\"1 \"", "\" 1\"", "\"0x10\"", "\"NaN\"", "\\u0062", "\\ud800", "\"\\", "//", ",,", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":1}}}", "\0", "\u007f", "\u00e9",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC0, 0xAF], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ];

    private readonly byte[] _bytes = new byte[MaxLength * 2];
    private readonly byte[] _spare = new byte[MaxLength * 2];
    private int _length;

    /// <summary>The frame made last.</summary>
    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, _length);

    /// <summary>The same with what earlier frames left behind it in the buffer.</summary>
    public ReadOnlySpan<byte> Buffer => _bytes.AsSpan(0, Math.Min(_bytes.Length, _length + random.Next(20)));

    public int Length => _length;

    /// <summary>One to three alterations of a frame; another one lends the rest where two are spliced.</summary>
    public void Mutate(byte[] frame, byte[] other)
    {
        frame.CopyTo(_bytes, 0);
        _length = frame.Length;
        for (var times = 1 + (random.Next(4) / 2); times > 0; times--)
            Once(other);
    }

    private void Once(byte[] other)
    {
        var at = random.Next(_length + 1);
        switch (random.Next(13))
        {
            case 0 when _length > 0:
                _bytes[random.Next(_length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when _length > 0:
                _bytes[random.Next(_length)] = (byte)random.Next(256);
                break;
            case 2 when _length > 0:
                _bytes[random.Next(_length)] = Structure[random.Next(Structure.Length)];
                break;
            case 3:
                Replace(at, 0, [Structure[random.Next(Structure.Length)]]);
                break;
            case 4:
                Replace(at, 0, Pieces[random.Next(Pieces.Length)]);
                break;
            case 5:
                Replace(at, Math.Min(_length - at, 1 + random.Next(8)), []);
                break;
            case 6:
                _length = at;
                break;
            case 7:
                Replace(at, _length - at, other.AsSpan(random.Next(other.Length)));
                break;
            case 8:
                Nest(at);
                break;
            case 9:
                ReplaceNumber(at);
                break;
            case 10:
                RepeatMember(at);
                break;
            default:
                SwapMembers(at);
                break;
        }
    }

    private void Nest(int at)
    {
        var depth = 1 + random.Next(random.Next(2) == 0 ? 12 : 600);
        Span<byte> nest = stackalloc byte[depth];
        nest.Fill((byte)'[');
        Replace(at, 0, nest);
        if (random.Next(2) == 0)
            return;
        nest.Fill((byte)']');
        Replace(Math.Min(_length, at + depth), 0, nest);
    }

    /// <summary>Another number in the place of the next one.</summary>
    private void ReplaceNumber(int at)
    {
        while (at < _length && !char.IsAsciiDigit((char)_bytes[at]))
            at++;
        var end = at;
        while (end < _length && (char.IsAsciiDigit((char)_bytes[end]) || _bytes[end] == '.'))
            end++;
        if (random.Next(3) == 0)
        {
            Replace(at, end - at, Pieces[random.Next(Pieces.Length)]);
            return;
        }

        Span<byte> number = stackalloc byte[1 + random.Next(24)];
        for (var i = 0; i < number.Length; i++)
            number[i] = (byte)('0' + random.Next(10));
        if (number.Length > 2 && random.Next(3) > 0)
            number[1 + random.Next(number.Length - 2)] = (byte)'.';
        Replace(at, end - at, number);
    }

    /// <summary>A member (what stands between two commas) once more.</summary>
    private void RepeatMember(int at)
    {
        var (start, end) = Member(at);
        if (end > start)
            Replace(start, 0, _bytes.AsSpan(start, end - start).ToArray());
    }

    /// <summary>Two neighbouring members in the other order.</summary>
    private void SwapMembers(int at)
    {
        var (start, middle) = Member(at);
        var (_, end) = Member(middle);
        if (end <= middle || middle <= start)
            return;
        var first = _bytes.AsSpan(start, middle - start).ToArray();
        var second = _bytes.AsSpan(middle, end - middle).ToArray();
        Replace(start, end - start, [.. second, .. first]);
    }

    private (int Start, int End) Member(int at)
    {
        var start = at;
        while (start > 0 && _bytes[start - 1] is not ((byte)',' or (byte)'{' or (byte)'['))
            start--;
        var end = Math.Min(at, _length);
        while (end < _length && _bytes[end] is not ((byte)',' or (byte)'}' or (byte)']'))
            end++;
        return (start, end < _length && _bytes[end] == ',' ? end + 1 : start);
    }

    private void Replace(int at, int count, ReadOnlySpan<byte> with)
    {
        if (_length - count + with.Length > MaxLength)
            return;
        _bytes.AsSpan(0, _length).CopyTo(_spare);
        with.CopyTo(_bytes.AsSpan(at));
        _spare.AsSpan(at + count, _length - at - count).CopyTo(_bytes.AsSpan(at + with.Length));
        _length += with.Length - count;
    }
}

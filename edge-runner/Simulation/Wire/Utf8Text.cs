using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>Writes one message as UTF-8, digit for digit as a venue prints it. Reused from message to message.</summary>
public sealed class Utf8Text
{
    private byte[] buffer = new byte[4096];
    private int length;

    /// <summary>Starts over.</summary>
    public Utf8Text Begin()
    {
        length = 0;
        return this;
    }

    public byte[] ToArray() => buffer.AsSpan(0, length).ToArray();

    /// <summary>Bytes as they are.</summary>
    public Utf8Text Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        length += bytes.Length;
        return this;
    }

    /// <summary>Text as it is; only for text that needs no JSON escape, such as the names of symbols.</summary>
    public Utf8Text Raw(string text)
    {
        length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    /// <summary>A JSON string with its quotes, escaped: for text that a client sent.</summary>
    public Utf8Text Quoted(string text) =>
        Raw("\""u8).Raw(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes).Raw("\""u8);

    public Utf8Text Number(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        length += written;
        return this;
    }

    /// <summary>
    /// A scaled integer with a fixed number of decimals, e.g. 6183763 of 2 decimals shown with 8: <c>61837.63000000</c>.
    /// </summary>
    /// <param name="units">The value in units of 10^-<paramref name="decimals"/>; may be negative.</param>
    /// <param name="shown">Decimals to print, at least <paramref name="decimals"/>; the rest are zeros.</param>
    public Utf8Text Fixed(long units, int decimals, int shown)
    {
        ulong magnitude = (ulong)Math.Abs(units);
        if (units < 0) Raw("-"u8);
        ulong power = Power(decimals);
        Number((long)(magnitude / power));
        if (shown == 0) return this;
        Span<byte> room = Room(shown + 1);
        room[0] = (byte)'.';
        ulong fraction = magnitude % power;
        for (int digit = shown; digit > decimals; digit--) room[digit] = (byte)'0';
        for (int digit = decimals; digit > 0; digit--, fraction /= 10) room[digit] = (byte)('0' + (fraction % 10));
        length += shown + 1;
        return this;
    }

    /// <summary>A scaled integer without trailing zeros, as KuCoin prints: <c>244.351</c>, <c>5</c>, <c>0</c>.</summary>
    public Utf8Text Trimmed(long units, int decimals)
    {
        while (decimals > 0 && units % 10 == 0)
        {
            units /= 10;
            decimals--;
        }

        return Fixed(units, decimals, decimals);
    }

    /// <summary>A decimal with a fixed number of decimals; it must have no more of them than are shown.</summary>
    public Utf8Text Fixed(decimal value, int shown) =>
        Raw(value.ToString("F" + shown.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary><c>2026-08-01T02:53:53.184174Z</c>, as Kraken stamps.</summary>
    public Utf8Text Microseconds(DateTimeOffset time) =>
        Raw(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    private Span<byte> Room(int more)
    {
        if (buffer.Length - length < more) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + more));
        return buffer.AsSpan(length);
    }

    private static ulong Power(int decimals)
    {
        ulong power = 1;
        for (; decimals > 0; decimals--) power *= 10;
        return power;
    }
}

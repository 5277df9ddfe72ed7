using System.Buffers.Binary;

namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// How a record stands in a file: length (4 bytes), CRC-32C of the payload (4), CRC-32C of those eight (4), payload; little-endian.
/// The header proves itself, so that a length is never believed by chance: a record whose header is whole and whose payload runs
/// past the end of the file was cut off while being written, and anything else that does not fit is damage. With one checksum
/// over both, a flipped bit in a length would look like a record cut off, and what follows it would be thrown away.
/// </summary>
internal static class Frame
{
    public const int HeaderLength = 12;

    /// <summary>Bytes in the largest payload: more is a mistake of the caller or damage.</summary>
    public const int MaxPayload = 64 * 1024 * 1024;

    public static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32C.Of(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Of(header[..8]));
    }

    /// <summary>False where the header does not prove itself.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, out int length, out uint crc)
    {
        length = BinaryPrimitives.ReadInt32LittleEndian(header);
        crc = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return Crc32C.Of(header[..8]) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..HeaderLength])
            && length is >= 0 and <= MaxPayload;
    }

    /// <exception cref="ArgumentException">The payload is larger than a frame holds.</exception>
    public static void RequireFits(int payloadLength)
    {
        if (payloadLength > MaxPayload)
            throw new ArgumentException($"A record of {payloadLength} bytes; at most {MaxPayload} are kept.", nameof(payloadLength));
    }
}

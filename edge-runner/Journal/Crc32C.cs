using System.Numerics;
using System.Runtime.InteropServices;

namespace Arbit.EdgeRunner.Journal;

/// <summary>CRC-32C (Castagnoli, RFC 3720 B.4): the processor computes it, so a check costs less than the copy beside it.</summary>
internal static class Crc32C
{
    // Begun with ones and inverted at the end: eight zero bytes must not have the checksum zero, or unwritten space would look valid.
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}

using System.Buffers.Text;
using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>
/// The venue's book checksum (document "Book checksum v2"): CRC-32 over the ten best asks from low to high, then the
/// ten best bids from high to low, each as the digits of its price and quantity without the point and without leading
/// zeros. Both are whole numbers here already, so their digits are just those of the integers.
/// </summary>
public static class KrakenChecksum
{
    private const int Depth = 10;

    private static readonly uint[] Table = MakeTable();

    public static uint Of(ReadOnlySpan<Level> bids, ReadOnlySpan<Level> asks)
    {
        uint crc = uint.MaxValue;
        foreach (Level level in asks[..Math.Min(Depth, asks.Length)]) crc = Add(Add(crc, level.Price), level.Quantity);
        foreach (Level level in bids[..Math.Min(Depth, bids.Length)]) crc = Add(Add(crc, level.Price), level.Quantity);
        return ~crc;
    }

    private static uint Add(uint crc, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out int length);
        foreach (byte digit in digits[..length]) crc = Table[(crc ^ digit) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    // CRC-32 of IEEE 802.3, reflected polynomial 0xEDB88320.
    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            uint entry = index;
            for (int bit = 0; bit < 8; bit++) entry = (entry & 1) != 0 ? 0xEDB88320U ^ (entry >> 1) : entry >> 1;
            table[index] = entry;
        }

        return table;
    }
}

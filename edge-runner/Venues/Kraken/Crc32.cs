namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>CRC-32 (IEEE 802.3) over digits as they come, eight bytes a step; the framework has only the other polynomial.</summary>
public static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            var low = crc ^ (bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24));
            crc = Table[(7 * 256) + (byte)low]
                ^ Table[(6 * 256) + (byte)(low >> 8)]
                ^ Table[(5 * 256) + (byte)(low >> 16)]
                ^ Table[(4 * 256) + (low >> 24)]
                ^ Table[(3 * 256) + bytes[4]]
                ^ Table[(2 * 256) + bytes[5]]
                ^ Table[256 + bytes[6]]
                ^ Table[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
            crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[i] = crc;
        }

        for (var slice = 1; slice < 8; slice++)
        {
            for (var i = 0; i < 256; i++)
            {
                var before = table[((slice - 1) * 256) + i];
                table[(slice * 256) + i] = (before >> 8) ^ table[(byte)before];
            }
        }

        return table;
    }
}

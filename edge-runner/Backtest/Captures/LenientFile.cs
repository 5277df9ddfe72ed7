using System.IO.Compression;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>A file of a capture, plain or packed, as far as it can be read: one that was cut is read up to the cut.</summary>
internal static class LenientFile
{
    /// <summary>NAME or NAME.gz in a folder; null where there is neither.</summary>
    public static string? Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        return File.Exists(plain) ? plain : File.Exists(plain + ".gz") ? plain + ".gz" : null;
    }

    /// <exception cref="IOException">It cannot be opened.</exception>
    public static byte[] Read(string path, out bool isCut)
    {
        isCut = false;
        using var file = File.OpenRead(path);
        var isPacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream stream = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
                content.Write(buffer, 0, read);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            isCut = true;
        }

        // A packed file that was cut can end without a word: whole, its last four bytes are the length of what was packed.
        isCut |= isPacked && !EndsWithLength(file, content.Length) && !EndsALine(content);
        return content.ToArray();
    }

    private static bool EndsALine(MemoryStream content) => content.Length > 0 && content.GetBuffer()[content.Length - 1] == (byte)'\n';

    private static bool EndsWithLength(FileStream file, long length)
    {
        if (file.Length < 18)
            return false;
        Span<byte> trailer = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(trailer);
        return BitConverter.ToUInt32(trailer) == (uint)length;
    }
}

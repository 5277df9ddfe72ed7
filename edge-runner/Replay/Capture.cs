using System.IO.Compression;

namespace Arbit.EdgeRunner.Replay;

/// <summary>A captured stream: one frame a line, in arrival order, as the bytes that were on the wire.</summary>
public sealed class Capture
{
    /// <summary>Spare bytes behind the last frame, so that the wire reader can look at eight bytes at once everywhere.</summary>
    private const int Slack = 16;

    private readonly byte[] _bytes;
    private readonly List<(int Start, int Length)> _frames = [];

    private Capture(byte[] bytes, int length)
    {
        _bytes = bytes;
        for (var start = 0; start < length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start, length - start);
            var next = end < 0 ? length : end + 1;
            end = end < 0 ? length : end;
            if (end > start && bytes[end - 1] == '\r')
                end--;
            _frames.Add((start, end - start));
            start = next;
        }
    }

    public int Count => _frames.Count;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is named .gz and is none.</exception>
    public static Capture Open(string path) => Of(ReadAll(path));

    /// <summary>Of a file's content.</summary>
    public static Capture Of(byte[] content)
    {
        var bytes = new byte[content.Length + Slack];
        content.CopyTo(bytes, 0);
        return new Capture(bytes, content.Length);
    }

    /// <summary>A file's bytes, unpacked where its name ends in .gz.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is named .gz and is none, or the path is none.</exception>
    public static byte[] ReadAll(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidDataException("this is no path");
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>The bytes from a frame's first to the end of the buffer, and how many of them are the frame.</summary>
    public ReadOnlySpan<byte> Frame(int index, out int length)
    {
        (var start, length) = _frames[index];
        return _bytes.AsSpan(start);
    }

    public ReadOnlySpan<byte> Frame(int index) => _bytes.AsSpan(_frames[index].Start, _frames[index].Length);
}

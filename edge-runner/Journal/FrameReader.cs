namespace Arbit.EdgeRunner.Journal;

/// <summary>Reads the frames of a stream one after another, into one buffer that only a larger frame makes grow.</summary>
internal sealed class FrameReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Where in the stream the next frame begins; after anything but a whole frame, where the trouble begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Takes up to <paramref name="length"/> bytes that are no frame (a file's first bytes). Fewer at the end of the stream.</summary>
    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        Fill(length);
        return Take(Math.Min(length, _end - _start));
    }

    /// <summary>The payload is valid until the next read, and empty unless the frame is whole.</summary>
    public FrameStatus Read(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!Fill(Frame.HeaderLength))
            return _end == _start ? FrameStatus.End : FrameStatus.Torn;
        if (!Frame.TryReadHeader(_buffer.AsSpan(_start, Frame.HeaderLength), out var length, out var crc))
            return FrameStatus.Damaged;
        if (!Fill(Frame.HeaderLength + length))
            return FrameStatus.Torn;
        if (Crc32C.Of(_buffer.AsSpan(_start + Frame.HeaderLength, length)) != crc)
            return FrameStatus.Damaged;
        payload = Take(Frame.HeaderLength + length)[Frame.HeaderLength..];
        return FrameStatus.Whole;
    }

    /// <summary>Whether every byte that is left is zero: space that a file system gave the file and that nobody wrote.</summary>
    public bool RestIsZero()
    {
        while (Fill(1))
        {
            if (Take(_end - _start).ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _buffer.AsSpan(_start, length);
        _start += length;
        Offset += length;
        return taken;
    }

    /// <summary>Has at least so many bytes at hand, or false at the end of the stream.</summary>
    private bool Fill(int length)
    {
        if (_end - _start >= length)
            return true;
        if (_buffer.Length - _start < length)
            MakeRoom(length);
        while (_end - _start < length)
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }

    private void MakeRoom(int length)
    {
        var target = length <= _buffer.Length ? _buffer : new byte[Math.Max(length, _buffer.Length * 2)];
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}

using System.Runtime.InteropServices;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// A bounded queue of frames between one connection and the engine: one writer, one reader, no lock and no allocation. Frames
/// lie whole and with spare bytes behind them, so that they are read in place. When it is full the writer is told, and nothing
/// is overwritten.
/// </summary>
public sealed class FrameRing
{
    private const int Slack = 16;
    private const int Header = 16;
    private const int Skip = -1;

    private readonly byte[] _bytes;
    private readonly int _mask;
    private long _written;
    private long _read;
    private int _count;

    /// <param name="capacity">Bytes; a power of two.</param>
    public FrameRing(int capacity = 1 << 22)
    {
        if (capacity < 1024 || (capacity & (capacity - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), "A ring's capacity is a power of two, at least 1024.");
        _bytes = new byte[capacity + Slack];
        _mask = capacity - 1;
    }

    /// <summary>Frames that wait.</summary>
    public int Count => Volatile.Read(ref _count);

    public bool IsEmpty => Volatile.Read(ref _written) == Volatile.Read(ref _read);

    /// <summary>Writer only. False where the frame has no room.</summary>
    public bool TryWrite(long receivedAt, ReadOnlySpan<byte> frame)
    {
        var needed = (Header + frame.Length + Slack + 7) & ~7;
        var at = (int)(_written & _mask);
        var toEnd = _mask + 1 - at;
        var skipped = needed > toEnd ? toEnd : 0;
        if (_written + skipped + needed - Volatile.Read(ref _read) > _mask)
            return false;
        if (skipped > 0)
        {
            MemoryMarshal.Write(_bytes.AsSpan(at), Skip);
            at = 0;
        }

        MemoryMarshal.Write(_bytes.AsSpan(at), frame.Length);
        MemoryMarshal.Write(_bytes.AsSpan(at + 8), receivedAt);
        frame.CopyTo(_bytes.AsSpan(at + Header));
        Interlocked.Increment(ref _count);
        Volatile.Write(ref _written, _written + skipped + needed);
        return true;
    }

    /// <summary>Reader only: the oldest frame in place, with spare bytes behind it, until <see cref="Advance"/>.</summary>
    public bool TryPeek(out long receivedAt, out ReadOnlySpan<byte> buffer, out int length)
    {
        receivedAt = 0;
        length = 0;
        buffer = default;
        if (Volatile.Read(ref _written) == _read)
            return false;
        var at = (int)(_read & _mask);
        length = MemoryMarshal.Read<int>(_bytes.AsSpan(at));
        if (length == Skip)
        {
            Volatile.Write(ref _read, _read + _mask + 1 - at);
            at = 0;
            length = MemoryMarshal.Read<int>(_bytes);
        }

        receivedAt = MemoryMarshal.Read<long>(_bytes.AsSpan(at + 8));
        buffer = _bytes.AsSpan(at + Header, length + Slack);
        return true;
    }

    /// <summary>Reader only: the frame last peeked at is done with.</summary>
    public void Advance()
    {
        var at = (int)(_read & _mask);
        var length = MemoryMarshal.Read<int>(_bytes.AsSpan(at));
        Interlocked.Decrement(ref _count);
        Volatile.Write(ref _read, _read + ((Header + length + Slack + 7) & ~7));
    }
}

using System.Collections.Concurrent;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Where everything waits that happens outside: a bounded ring of frames for each venue, and a queue for what is rare. Writers
/// never block; the engine is woken only where it sleeps.
/// </summary>
public sealed class EngineInbox(int venues, TimeProvider time)
{
    private readonly FrameRing[] _rings = Enumerable.Range(0, venues).Select(_ => new FrameRing()).ToArray();
    private readonly ConcurrentQueue<Waiting> _rare = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly long _startedAt = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
    private readonly long _startedTicks = time.GetTimestamp();
    private int _asleep;

    public long Depth => _rings.Sum(ring => (long)ring.Count) + _rare.Count;

    public int DepthOf(int source) => _rings[source].Count;

    public FrameRing Ring(int source) => _rings[source];

    /// <summary>
    /// Unix nanoseconds, as events are stamped: the wall clock at the start, and the monotonic one since. A wall clock that is set
    /// back would stop every timer until it has caught up, and with them whatever is being recovered.
    /// </summary>
    public long Now() => _startedAt + (time.GetElapsedTime(_startedTicks).Ticks * 100);

    public bool TryPostFrame(int source, ReadOnlySpan<byte> frame)
    {
        var taken = _rings[source].TryWrite(Now(), frame);
        Wake();
        return taken;
    }

    public void Post(EventKind kind, int source, byte[] payload)
    {
        _rare.Enqueue(new Waiting(kind, source, Now(), payload));
        Wake();
    }

    /// <summary>Wakes the engine for what is no event: at the latest it looks when its next timer is due.</summary>
    public void Knock() => Wake();

    public bool TryTakeRare(out EventKind kind, out int source, out long receivedAt, out byte[] payload)
    {
        var taken = _rare.TryDequeue(out var waiting);
        (kind, source, receivedAt, payload) = (waiting.Kind, waiting.Source, waiting.ReceivedAt, waiting.Payload ?? []);
        return taken;
    }

    /// <summary>Until something is posted, or at most so long.</summary>
    public void Wait(TimeSpan most)
    {
        // A full fence: the depth must not be read before whoever posts can see that someone sleeps.
        Interlocked.Exchange(ref _asleep, 1);
        if (Depth == 0)
            _wake.Wait((int)Math.Ceiling(most.TotalMilliseconds));
        Volatile.Write(ref _asleep, 0);
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _asleep, 0) == 1)
            _wake.Release();
    }

    private readonly record struct Waiting(EventKind Kind, int Source, long ReceivedAt, byte[]? Payload);
}

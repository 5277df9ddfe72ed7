namespace Arbit.EdgeRunner.Venues;

/// <summary>
/// Diff frames that wait, as received, for the snapshot they continue (lesson L15: deltas are buffered first). Bounded: where
/// too many wait, the oldest are forgotten, and the next snapshot is then found too old or new enough by its own number.
/// </summary>
public sealed class HeldDiffs
{
    private const int MaxFrames = 4096;

    private readonly Queue<byte[]> _frames = new();

    public int Count => _frames.Count;

    public void Add(ReadOnlySpan<byte> frame)
    {
        if (_frames.Count == MaxFrames)
            _frames.Dequeue();
        _frames.Enqueue(frame.ToArray());
    }

    public bool TryTake(out byte[] frame) => _frames.TryDequeue(out frame!);

    public void Clear() => _frames.Clear();
}

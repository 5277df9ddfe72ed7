using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>One venue's stream as a tape: it is connected, then its snapshots and frames come by time.</summary>
internal sealed class FolderTape(FolderStream stream, int venue) : IMarketTape
{
    private static readonly byte[] Subscribed = [(byte)ConnectionState.Subscribed];

    private int _frame = -1;
    private int _snapshot = -1;
    private bool _isConnected;

    public EventKind Kind { get; private set; }

    public int Venue => venue;

    public long Time { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Buffer => Kind switch
    {
        EventKind.Frame => stream.Frames.Frame(_frame, out _),
        EventKind.Snapshot => stream.Snapshots[_snapshot].Payload,
        _ => Subscribed,
    };

    public bool TryAdvance()
    {
        if (!_isConnected)
        {
            _isConnected = true;
            (Kind, Time, Length) = (EventKind.Connection, stream.From, Subscribed.Length);
            return true;
        }

        var frame = _frame + 1;
        while (frame < stream.Times.Length && stream.Frames.Frame(frame).IsEmpty)
            frame++;
        var hasFrame = frame < stream.Times.Length;
        var hasSnapshot = _snapshot + 1 < stream.Snapshots.Count;
        if (hasSnapshot && (!hasFrame || stream.Snapshots[_snapshot + 1].Time <= stream.Times[frame]))
        {
            var (time, payload) = stream.Snapshots[++_snapshot];
            (Kind, Time, Length) = (EventKind.Snapshot, Math.Max(Time, time), payload.Length);
            return true;
        }

        if (!hasFrame)
            return false;
        _frame = frame;
        stream.Frames.Frame(frame, out var length);
        (Kind, Time, Length) = (EventKind.Frame, Math.Max(Time, stream.Times[frame]), length);
        return true;
    }

    public void Dispose()
    {
    }
}

using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Journal.Recording;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>A recording as a tape. One that is damaged ends where the damage begins, and says so.</summary>
internal sealed class RecordingTape(SessionReader reader, Action<string> tell) : IMarketTape
{
    /// <summary>Spare bytes behind every input, so that the wire reader can look at eight bytes at once everywhere.</summary>
    private const int Slack = 16;

    private byte[] _buffer = new byte[4096];

    public EventKind Kind { get; private set; }

    public int Venue { get; private set; }

    public long Time { get; private set; }

    public ReadOnlySpan<byte> Buffer => _buffer;

    public int Length { get; private set; }

    public bool TryAdvance()
    {
        try
        {
            while (reader.TryRead(out var record))
            {
                if ((EventKind)record.Kind is not (EventKind.Frame or EventKind.Snapshot or EventKind.Connection or EventKind.Overflow))
                    continue;
                Take(in record);
                return true;
            }

            if (reader.End is { IsClean: false } end)
                tell(end.ToString());
        }
        catch (SessionFormatException e)
        {
            tell($"used up to where it is damaged ({e.Message})");
        }

        return false;
    }

    public void Dispose() => reader.Dispose();

    private void Take(in SessionRecord record)
    {
        Length = record.Payload.Length;
        if (_buffer.Length < Length + Slack)
            _buffer = new byte[(Length + Slack) * 2];
        record.Payload.CopyTo(_buffer);
        Kind = (EventKind)record.Kind;
        Venue = record.Source;
        Time = Math.Max(Time, record.TimeNanoseconds);
    }
}

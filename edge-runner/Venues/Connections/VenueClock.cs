using Arbit.EdgeRunner.Engine;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// The offset to a venue's clock, measured and shown (lesson L23), and with it how late the venue's data arrive by the venue's own
/// time (lesson L21). Asked once a minute, at most three of the venue's weight: out of some thousand a minute.
/// </summary>
public sealed class VenueClock(IVenueProtocol protocol, VenueEndpoint endpoint, VenueRest rest, TimeProvider time)
{
    private const int Kept = 8;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Queue<ClockReading> _readings = new();
    private ClockReading? _best;

    /// <summary>The surest of the newest readings; null before the first. Any thread.</summary>
    public ClockReading? Reading => Volatile.Read(ref _best);

    /// <summary>From what the venue says it sent a frame at to its receipt, of frames picked now and then; once the offset is known.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>Until cancelled; a venue that does not tell its time is asked again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await MeasureAsync(cancellation).ConfigureAwait(false);
            }
            catch (VenueProblemException)
            {
                // Nothing depends on it; the page shows how old the last reading is.
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <exception cref="VenueProblemException">The venue did not answer.</exception>
    public async Task MeasureAsync(CancellationToken cancellation)
    {
        // The request waits for the venue's budget first: what is timed is the answer alone, on the monotonic clock.
        var query = protocol.Time(endpoint);
        var started = 0L;
        var body = await rest.SendAsync(query, () => started = time.GetTimestamp(), cancellation).ConfigureAwait(false);
        var taken = time.GetElapsedTime(started);
        var now = Nanoseconds(time.GetUtcNow());
        if (protocol.ReadTime(body) is not { } venue)
            return;
        var half = taken.Ticks * 100 / 2;
        Keep(new ClockReading(venue.Nanoseconds - (now - half), half + (venue.Resolution / 2), now));
    }

    /// <summary>A frame came that says when it was sent. The connection's loop only.</summary>
    public void Saw(VenueTime sent, DateTimeOffset received)
    {
        if (Reading is { } reading)
            Lag.Record(Nanoseconds(received) + reading.Offset - sent.Nanoseconds);
    }

    private static long Nanoseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks * 100;

    private void Keep(ClockReading reading)
    {
        // A clock of ours that was set makes older readings wrong: they would all be off by as much.
        if (_best is { } best && Math.Abs(best.Offset - reading.Offset) > best.Uncertainty + reading.Uncertainty)
            _readings.Clear();
        _readings.Enqueue(reading);
        if (_readings.Count > Kept)
            _readings.Dequeue();
        Volatile.Write(ref _best, _readings.MinBy(each => each.Uncertainty));
    }
}

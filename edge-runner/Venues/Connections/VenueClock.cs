using Arbit.EdgeRunner.Engine;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// The offset to a venue's clock, measured and shown (lesson L23), and with it how late the venue's data arrive by the venue's own
/// time (lesson L21). Asked some times at first and then once a minute, at most three of the venue's weight each time.
/// </summary>
public sealed class VenueClock(IVenueProtocol protocol, VenueEndpoint endpoint, VenueRest rest, TimeProvider time)
{
    private const int Kept = 8;

    // No whole seconds: a venue that tells whole seconds (Kraken) is to be met at another place of its second each time.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(5_370);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(60_370);

    private readonly Queue<ClockReading> _readings = new();
    private ClockReading? _best;

    /// <summary>What the newest readings agree on, each true within its uncertainty; null before the first. Any thread.</summary>
    public ClockReading? Reading => Volatile.Read(ref _best);

    /// <summary>From what the venue says it sent a frame at to its receipt, of frames picked now and then; once the offset is known.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>Until cancelled; a venue that does not tell its time is asked again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var asked = 1; ; asked++)
        {
            try
            {
                await MeasureAsync(cancellation).ConfigureAwait(false);
            }
            catch (VenueProblemException)
            {
                // Nothing depends on it; the page shows how old the last reading is.
            }

            await Task.Delay(asked < Kept ? First : Every, time, cancellation).ConfigureAwait(false);
        }
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
        _readings.Enqueue(reading);
        if (_readings.Count > Kept)
            _readings.Dequeue();
        var least = _readings.Max(each => each.Offset - each.Uncertainty);
        var most = _readings.Min(each => each.Offset + each.Uncertainty);
        if (least > most)
        {
            // They contradict each other: one of the clocks was set, and what was read before means nothing any more.
            _readings.Clear();
            _readings.Enqueue(reading);
            (least, most) = (reading.Offset - reading.Uncertainty, reading.Offset + reading.Uncertainty);
        }

        Volatile.Write(ref _best, new ClockReading(least + ((most - least) / 2), (most - least) / 2, reading.MeasuredAt));
    }
}

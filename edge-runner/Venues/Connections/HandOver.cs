namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// The sink of a connection that is to take over from another (lesson L19): it keeps what the last moments brought of books until
/// the other has ended, then hands it on, and from there everything. What both brought the books drop by the venue's numbers, so
/// that nothing is missing and nothing breaks. Quotes and trades of the overlap are the other's.
/// </summary>
internal sealed class HandOver(IFeedSink sink, VenueCodec codec, TimeProvider time) : IFeedSink
{
    /// <summary>The connection before lags by less.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, byte[] Frame)> _kept = new();
    private readonly TaskCompletionSource _inSync = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionState _state = ConnectionState.Connecting;
    private volatile bool _keeps = true;

    /// <summary>Told of each instrument that data came of, for nobody else reads the frames yet.</summary>
    public Action<string>? SawData { get; set; }

    /// <summary>Every subscription stands, by the venue's word or its data.</summary>
    public Task InSync => _inSync.Task;

    /// <summary>Something came: it is better than nothing, where the connection before is lost.</summary>
    public bool HasData { get; private set; }

    public bool OnFrame(ReadOnlySpan<byte> frame)
    {
        if (!_keeps)
            return sink.OnFrame(frame);
        lock (_gate)
        {
            if (!_keeps)
                return sink.OnFrame(frame);
            Keep(frame);
            return true;
        }
    }

    public void OnState(ConnectionState state, string? problem)
    {
        lock (_gate)
        {
            _state = state;
            if (state == ConnectionState.Subscribed)
                _inSync.TrySetResult();
            if (_keeps)
                return;
        }

        sink.OnState(state, problem);
    }

    public void OnSnapshot(string venueSymbol, byte[] body)
    {
        if (!_keeps)
            sink.OnSnapshot(venueSymbol, body);
    }

    /// <summary>The connection before has ended, and the sink is this one's alone.</summary>
    public void Take()
    {
        lock (_gate)
        {
            sink.OnState(_state, null);
            foreach (var (_, frame) in _kept)
                sink.OnFrame(frame);
            _kept.Clear();
            _keeps = false;
        }
    }

    private void Keep(ReadOnlySpan<byte> frame)
    {
        var outcome = codec.Decode(frame);
        if (outcome.Feed is not { } feed)
            return;
        HasData = true;
        SawData?.Invoke(feed.VenueSymbol);
        while (_kept.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Window)
            _kept.Dequeue();
        if (outcome.Kind is not (FrameKind.Quote or FrameKind.Trade))
            _kept.Enqueue((time.GetTimestamp(), frame.ToArray()));
    }
}

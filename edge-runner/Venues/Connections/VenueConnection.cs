namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// The one connection to a venue: opens its stream, subscribes, keeps it alive, fetches snapshots, and connects again when it is
/// lost, until it is cancelled or given up. Where the venue is going to end it, another is in sync before (lesson L19). The sink hears of each change of state with the problem in words.
/// </summary>
public sealed class VenueConnection : IAsyncDisposable
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    private readonly string _venue;
    private readonly IFeedSink _sink;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly IVenueProtocol _protocol;
    private readonly Random _jitter;
    private readonly Func<VenueCodec> _newCodec;
    private readonly Func<IFeedSink, bool, VenueSession> _newSession;
    private readonly CancellationTokenSource _disposed = new();
    private VenueSession? _session;
    private Task _running = Task.CompletedTask;

    /// <param name="venue">Whose.</param>
    /// <param name="protocol">How it is spoken to.</param>
    /// <param name="endpoint">Where: its own address, or a simulated one.</param>
    /// <param name="venueSymbols">What to subscribe to.</param>
    /// <param name="sink">Who gets what comes.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="rest">The venue's REST side, shared with whoever else asks this venue: its budget is one.</param>
    public VenueConnection(
        VenueDefinition venue,
        IVenueProtocol protocol,
        VenueEndpoint endpoint,
        IReadOnlyList<string> venueSymbols,
        IFeedSink sink,
        ConnectionOptions options,
        TimeProvider time,
        VenueRest rest)
    {
        _venue = venue.Name;
        _sink = sink;
        _options = options;
        _time = time;
        Clock = new VenueClock(protocol, endpoint, rest, time);
        _protocol = protocol;
        _jitter = new Random(venue.Name.Aggregate(options.Seed, (sum, letter) => unchecked((sum * 31) + letter)));
        _newSession = (to, takesOver) => new VenueSession(_venue, protocol, endpoint, venueSymbols, to, options, time, rest, Clock, takesOver);
        _newCodec = () =>
        {
            var codec = venue.Codec(venue.Venue);
            codec.HoldsDiffs = false;
            foreach (var symbol in venueSymbols)
                codec.Follow(symbol);
            return codec;
        };
    }

    /// <summary>How the venue's clock stands to ours, and how late its data are.</summary>
    public VenueClock Clock { get; }

    /// <summary>Until cancelled or disposed; or until given up, after the most retries. Once only.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        _running = RunUntilAsync(cancellation);
        return _running;
    }

    /// <summary>
    /// Builds one book anew: a snapshot is fetched, or the book subscribed to again. Any thread; never blocks; asked again while
    /// one is under way it is still one; those that follow each other are spaced with backoff (lesson L16). To be called once
    /// when a book breaks. Instruments that are not subscribed to here are ignored.
    /// </summary>
    public void RequestResync(string venueSymbol) => Volatile.Read(ref _session)?.RequestResync(venueSymbol);

    /// <summary>
    /// The engine saw data of it: with the venue's acknowledgements this makes the state Subscribed (lesson L20). Any thread;
    /// never blocks; cheap enough for every frame.
    /// </summary>
    public void MarkLive(string venueSymbol) => Volatile.Read(ref _session)?.MarkLive(venueSymbol);

    /// <summary>
    /// Gives one subscription up and asks for it again, on the same socket: for whoever finds it silent (lesson L18). Any thread; never
    /// blocks.
    /// </summary>
    public void RequestResubscribe(string venueSymbol, FeedChannel channel) => Volatile.Read(ref _session)?.RequestResubscribe(venueSymbol, channel);

    /// <summary>
    /// Drops the socket and connects anew, with the usual backoff: for whoever watches subscriptions and finds one silent that
    /// should not be (lesson L18). Any thread; never blocks.
    /// </summary>
    /// <param name="problem">Why, in words.</param>
    public void RequestReconnect(string problem) => Volatile.Read(ref _session)?.RequestReconnect(problem);

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposed.Dispose();
    }

    private async Task RunUntilAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposed.Token);
        var backoff = new ReconnectBackoff(_options, _jitter);
        string? problem = null;
        var measuring = Clock.RunAsync(stop.Token);
        try
        {
            while (true)
            {
                problem = await RunSessionAsync(backoff, stop.Token).ConfigureAwait(false);
                if (!backoff.TryNext(out var wait))
                    break;
                _sink.OnState(ConnectionState.Reconnecting, FormattableString.Invariant($"{problem}; next attempt in {wait.TotalSeconds:0.0} s"));
                await Task.Delay(wait, _time, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            problem = null;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await measuring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sink.OnState(ConnectionState.Closed, problem);
    }

    /// <summary>One session, or several that took over from each other without a break. Answers the problem that ended the last.</summary>
    private async Task<string> RunSessionAsync(ReconnectBackoff backoff, CancellationToken cancellation)
    {
        _sink.OnState(ConnectionState.Connecting, null);
        var current = new SessionRun(_newSession(_sink, false), null, _time, cancellation);
        try
        {
            while (true)
            {
                Volatile.Write(ref _session, current.Session);
                if (!await IsDueAsync(current, cancellation).ConfigureAwait(false))
                    break;
                if (await TryPrepareAsync(current, cancellation).ConfigureAwait(false) is not { } next)
                    continue;
                await current.DisposeAsync().ConfigureAwait(false);
                current = next;
                Volatile.Write(ref _session, current.Session);
                next.HandOver!.Take();
            }

            await current.Running.ConfigureAwait(false);
            return $"the connection to {_venue} ended";
        }
        catch (VenueProblemException e)
        {
            return e.Message;
        }
        finally
        {
            Volatile.Write(ref _session, null);
            if (current.Session.WasSubscribed)
                backoff.Reset();
            await current.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits until it is old, or the venue announced its end; false where it ended before.</summary>
    private async Task<bool> IsDueAsync(SessionRun current, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task> either = [current.Running];
        if (_protocol.NumbersBooks)
            either.Add(current.Session.EndAnnounced);
        if (_protocol.NumbersBooks && (_options.LongestConnection ?? _protocol.LongestConnection) is { } longest)
        {
            var left = longest - (_options.RenewBefore * (1 + (_jitter.NextDouble() / 2))) - _time.GetElapsedTime(current.StartedAt);
            either.Add(Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, waiting.Token));
        }

        await Task.WhenAny(either).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return !current.Running.IsCompleted;
    }

    /// <summary>A second session beside the first, once it is in sync, or the first is lost and it has at least begun; null where it came to nothing.</summary>
    private async Task<SessionRun?> TryPrepareAsync(SessionRun current, CancellationToken cancellation)
    {
        var handOver = new HandOver(_sink, _newCodec(), _time);
        var session = _newSession(handOver, true);
        handOver.SawData = session.MarkLive;
        var next = new SessionRun(session, handOver, _time, cancellation);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var late = Task.Delay(_options.HandOverWithin, _time, waiting.Token);
        await Task.WhenAny(handOver.InSync, next.Running, current.Running, late).ConfigureAwait(false);

        // What the first has not brought yet the second has kept: a moment more than the first can lag.
        if (handOver.InSync.IsCompleted)
            await Task.WhenAny(next.Running, current.Running, Task.Delay(Overlap, _time, waiting.Token)).ConfigureAwait(false);
        if ((handOver.InSync.IsCompleted || handOver.HasData) && !next.Running.IsCompleted && !cancellation.IsCancellationRequested)
        {
            await waiting.CancelAsync().ConfigureAwait(false);
            return next;
        }

        await next.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAny(current.Running, Task.Delay(_options.FirstReconnect, _time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return null;
    }
}

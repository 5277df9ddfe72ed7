namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// The one connection to a venue: opens its stream, subscribes, keeps it alive, fetches snapshots, and connects again when it is
/// lost, until it is cancelled or given up. The sink hears of each change of state with the problem in words.
/// </summary>
public sealed class VenueConnection : IAsyncDisposable
{
    private readonly string _venue;
    private readonly IFeedSink _sink;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<VenueSession> _newSession;
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
        _newSession = () => new VenueSession(_venue, protocol, endpoint, venueSymbols, sink, options, time, rest, Clock);
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
        var seed = _venue.Aggregate(_options.Seed, (sum, letter) => unchecked((sum * 31) + letter));
        var backoff = new ReconnectBackoff(_options, new Random(seed));
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

    /// <summary>Answers the problem that ended the session.</summary>
    private async Task<string> RunSessionAsync(ReconnectBackoff backoff, CancellationToken cancellation)
    {
        _sink.OnState(ConnectionState.Connecting, null);
        using var session = _newSession();
        Volatile.Write(ref _session, session);
        try
        {
            await session.RunAsync(cancellation).ConfigureAwait(false);
            return $"the connection to {_venue} ended";
        }
        catch (VenueProblemException e)
        {
            return e.Message;
        }
        finally
        {
            Volatile.Write(ref _session, null);
            if (session.WasSubscribed)
                backoff.Reset();
        }
    }
}

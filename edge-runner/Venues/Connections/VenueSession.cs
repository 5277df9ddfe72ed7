using System.Net.WebSockets;
using System.Threading.Channels;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// One socket's life, from its opening to its end: subscribes, pings, hands frames on, keeps books resynchronised. The sink is
/// called from the one receiving loop, snapshots apart.
/// </summary>
internal sealed class VenueSession : IDisposable
{
    private const int LongestReply = 32 * 1024;
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromMilliseconds(250);

    private readonly string _venue;
    private readonly IVenueProtocol _protocol;
    private readonly VenueEndpoint _endpoint;
    private readonly IFeedSink _sink;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly VenueRest _rest;
    private readonly VenueClock _clock;
    private readonly bool _takesOver;
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameSocket _socket;
    private readonly RequestIds _ids = new();
    private readonly Dictionary<string, SubscribedInstrument> _instruments;
    private readonly Dictionary<long, VenueRequest> _requests = [];
    private readonly SemaphoreSlim _snapshots;
    private readonly Channel<(string Symbol, FeedChannel Channel)> _resubscribing = Channel.CreateUnbounded<(string, FeedChannel)>();
    private ConnectionState _state = ConnectionState.Connecting;
    private VenueProblemException? _ending;
    private string? _problem;
    private long _arrivals;
    private long _measuredAt;
    private volatile bool _attention;
    private volatile bool _isSubscribingLate;

    public VenueSession(
        string venue,
        IVenueProtocol protocol,
        VenueEndpoint endpoint,
        IReadOnlyList<string> venueSymbols,
        IFeedSink sink,
        ConnectionOptions options,
        TimeProvider time,
        VenueRest rest,
        VenueClock clock,
        bool takesOver = false)
    {
        _venue = venue;
        _protocol = protocol;
        _endpoint = endpoint;
        _sink = sink;
        _options = options;
        _time = time;
        _rest = rest;
        _clock = clock;
        _takesOver = takesOver;
        _socket = new FrameSocket(venue, options, time);
        _instruments = venueSymbols.ToDictionary(symbol => symbol, symbol => new SubscribedInstrument(symbol), StringComparer.Ordinal);
        _snapshots = new SemaphoreSlim(options.SnapshotsAtOnce);
    }

    public bool WasSubscribed { get; private set; }

    /// <summary>The venue said that it is about to end the connection.</summary>
    public Task EndAnnounced => _announced.Task;

    /// <summary>Ends only by an exception: the caller's cancellation, or the problem that ended it.</summary>
    /// <exception cref="VenueProblemException">What ended it.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var stream = await _protocol.LocateAsync(_endpoint, _rest, cancellation).ConfigureAwait(false);
        await _socket.ConnectAsync(stream.Address, cancellation).ConfigureAwait(false);
        Become(ConnectionState.Connected, null);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var abort = ended.Token.Register(_socket.Abort);
        List<Task> beside =
        [
            BesideAsync(() => PingAsync(stream.PingEvery, ended.Token)),
            BesideAsync(() => NameUnconfirmedAsync(ended.Token)),
            BesideAsync(() => ResubscribeAsync(ended.Token)),
            .. _instruments.Values.Select(instrument => BesideAsync(() => ResyncAsync(instrument, ended.Token))),
        ];
        try
        {
            await ReceiveAsync(stream.GreetsFirst, ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw _ending ?? new VenueProblemException($"the connection to {_venue} was lost: {e.Message}", e);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(beside).ConfigureAwait(false);
        }
    }

    /// <summary>Any thread, never blocks.</summary>
    public void RequestResync(string venueSymbol)
    {
        if (_instruments.TryGetValue(venueSymbol, out var instrument))
            instrument.RequestResync();
    }

    /// <summary>Any thread, never blocks.</summary>
    public void RequestResubscribe(string venueSymbol, FeedChannel channel)
    {
        if (_instruments.ContainsKey(venueSymbol))
            _resubscribing.Writer.TryWrite((venueSymbol, channel));
    }

    /// <summary>Any thread, never blocks.</summary>
    public void MarkLive(string venueSymbol)
    {
        if (_instruments.TryGetValue(venueSymbol, out var instrument) && instrument.MarkLive())
            _attention = true;
    }

    /// <summary>Any thread, never blocks.</summary>
    public void RequestReconnect(string problem)
    {
        _ending ??= new VenueProblemException(problem);
        _socket.Abort();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _snapshots.Dispose();
        foreach (var instrument in _instruments.Values)
            instrument.Dispose();
    }

    private async Task ReceiveAsync(bool greetsFirst, CancellationToken cancellation)
    {
        if (!greetsFirst)
            await SubscribeAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            var frame = await _socket.ReceiveAsync().ConfigureAwait(false);
            Volatile.Write(ref _arrivals, _arrivals + 1);

            // Where there is no room the sink breaks the books by itself; there is nothing to do here.
            _sink.OnFrame(frame.Span);
            MeasureLag(frame.Span);
            if (frame.Length <= LongestReply)
                OnReply(_protocol.ReadReply(frame));
            if (greetsFirst)
            {
                greetsFirst = false;
                await SubscribeAsync(cancellation).ConfigureAwait(false);
            }

            if (_attention)
                Settle();
        }
    }

    /// <summary>Of a frame now and then, for to find the time in each would cost.</summary>
    private void MeasureLag(ReadOnlySpan<byte> frame)
    {
        if (_time.GetElapsedTime(_measuredAt) < MeasureEvery || _protocol.TimeOf(frame) is not { } sent)
            return;
        _measuredAt = _time.GetTimestamp();
        _clock.Saw(sent, _time.GetUtcNow());
    }

    private async Task SubscribeAsync(CancellationToken cancellation)
    {
        var requests = _protocol.Subscribe([.. _instruments.Keys], _ids);
        foreach (var request in requests)
        {
            foreach (var symbol in request.VenueSymbols)
                _instruments[symbol].Unconfirmed++;
        }

        await SendAsync(requests, cancellation).ConfigureAwait(false);
    }

    private async Task SendAsync(IReadOnlyList<VenueRequest> requests, CancellationToken cancellation)
    {
        foreach (var request in requests)
        {
            lock (_requests)
                _requests[request.Id] = request;
            await _socket.SendAsync(request.Frame, cancellation).ConfigureAwait(false);
        }
    }

    private void OnReply(VenueReply reply)
    {
        if (reply.Kind == VenueReplyKind.None)
            return;
        if (reply.Kind == VenueReplyKind.Ending)
        {
            _announced.TrySetResult();
            return;
        }

        VenueRequest? request;
        lock (_requests)
            _requests.TryGetValue(reply.Id, out request);
        if (reply.Kind == VenueReplyKind.Refused)
            Note($"{_venue} refused {reply.VenueSymbol ?? (request is null ? "a request" : string.Join(", ", request.VenueSymbols))}: {reply.Problem}");
        if (request is null || request.Kind == VenueRequestKind.Unsubscribe)
            return;
        if (reply.VenueSymbol is { } symbol)
        {
            if (_instruments.TryGetValue(symbol, out var instrument))
                OnReply(reply, request, instrument);
            return;
        }

        foreach (var each in request.VenueSymbols)
            OnReply(reply, request, _instruments[each]);
    }

    private void OnReply(VenueReply reply, VenueRequest request, SubscribedInstrument instrument)
    {
        _attention = true;
        if (reply.Kind == VenueReplyKind.Refused)
        {
            instrument.Refused = request.Kind;
            if (request.Kind != VenueRequestKind.Book || !instrument.HasBookBegun)
                return;

            // It was served before: what refuses it now may pass.
            instrument.EndResync();
            instrument.RequestResync();
            return;
        }

        if (reply.Kind == VenueReplyKind.Confirmed && instrument.Unconfirmed > 0)
            instrument.Unconfirmed--;
        if (instrument.Refused == request.Kind)
            instrument.Refused = null;
        if (request.Kind != VenueRequestKind.Book)
            return;

        // Who takes over from another takes its books over too, and needs no start.
        var needsStart = !_takesOver || instrument.HasBookBegun;
        instrument.BeginBook();
        if (IsSnapshotFetched(instrument) && needsStart)
            instrument.RequestResync();
        else
            instrument.EndResync();
    }

    private bool IsSnapshotFetched(SubscribedInstrument instrument) => _protocol.Snapshot(_endpoint, instrument.VenueSymbol) is not null;

    /// <summary>One instrument's resyncs, one after the other, each further from the last while they follow each other closely (lesson L16).</summary>
    private async Task ResyncAsync(SubscribedInstrument instrument, CancellationToken cancellation)
    {
        var last = 0L;
        var inARow = 0;
        while (true)
        {
            await instrument.WhenResyncWantedAsync(cancellation).ConfigureAwait(false);
            inARow = last == 0 || _time.GetElapsedTime(last) > _options.LongestResync ? 0 : inARow + 1;
            if (inARow > 0)
                await Task.Delay(ResyncWait(inARow), _time, cancellation).ConfigureAwait(false);
            last = _time.GetTimestamp();
            if (_protocol.Snapshot(_endpoint, instrument.VenueSymbol) is { } query)
                await FetchAsync(instrument, query, cancellation).ConfigureAwait(false);
            else
                await SendAsync(_protocol.Resubscribe(instrument.VenueSymbol, FeedChannel.Book, _ids), cancellation).ConfigureAwait(false);
        }
    }

    private async Task ResubscribeAsync(CancellationToken cancellation)
    {
        await foreach (var (symbol, channel) in _resubscribing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            await SendAsync(_protocol.Resubscribe(symbol, channel, _ids), cancellation).ConfigureAwait(false);
    }

    private TimeSpan ResyncWait(int inARow)
    {
        var wait = _options.FirstResync * (1 << Math.Min(inARow - 1, 16));
        return wait < _options.LongestResync ? wait : _options.LongestResync;
    }

    private async Task FetchAsync(SubscribedInstrument instrument, RestQuery query, CancellationToken cancellation)
    {
        await _snapshots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var body = await _rest.SendAsync(query, cancellation).ConfigureAwait(false);
            instrument.EndResync();
            _sink.OnSnapshot(instrument.VenueSymbol, body);
        }
        catch (VenueProblemException e)
        {
            Note($"no snapshot of {instrument.VenueSymbol}: {e.Message}");
            instrument.EndResync();
            if (!e.IsRefusal)
                instrument.RequestResync();
        }
        finally
        {
            _snapshots.Release();
        }
    }

    private async Task PingAsync(TimeSpan every, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, _time);
        var arrivalsAtPing = -1L;
        var unanswered = 0;
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            var before = Volatile.Read(ref _arrivals);
            await _socket.SendAsync(_protocol.Ping(_ids.Next()), cancellation).ConfigureAwait(false);
            if (before != arrivalsAtPing)
                unanswered = 0;
            else if (++unanswered >= _options.MostUnansweredPings)
                throw new VenueProblemException($"nothing came from {_venue} for {(every * unanswered).TotalSeconds:0} s although it was pinged");
            arrivalsAtPing = before;
        }
    }

    private async Task NameUnconfirmedAsync(CancellationToken cancellation)
    {
        await Task.Delay(_options.SubscribeWithin, _time, cancellation).ConfigureAwait(false);
        _isSubscribingLate = true;
        _attention = true;
    }

    /// <summary>What runs beside the receiving loop ends the session where it fails.</summary>
    private async Task BesideAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session has ended.
        }
        catch (Exception e) when (e is VenueProblemException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            _ending ??= e as VenueProblemException ?? new VenueProblemException($"the connection to {_venue} was lost: {e.Message}", e);
            _socket.Abort();
        }
    }

    /// <summary>A problem that does not end the session; handed on by the receiving loop.</summary>
    private void Note(string problem)
    {
        Volatile.Write(ref _problem, problem);
        _attention = true;
    }

    private void Settle()
    {
        _attention = false;
        var problem = Interlocked.Exchange(ref _problem, null);
        var unconfirmed = _instruments.Values.Where(instrument => !instrument.IsConfirmed).ToList();
        var state = unconfirmed.Count == 0 ? ConnectionState.Subscribed : ConnectionState.Connected;
        if (problem is null && _isSubscribingLate && unconfirmed.Find(instrument => instrument.Refused is null) is not null)
            problem = $"nothing has come from {_venue} of {string.Join(", ", unconfirmed.Select(instrument => instrument.VenueSymbol))}";
        _isSubscribingLate = false;
        if (state != _state || problem is not null)
            Become(state, problem);
    }

    private void Become(ConnectionState state, string? problem)
    {
        _state = state;
        WasSubscribed |= state == ConnectionState.Subscribed;
        _sink.OnState(state, problem);
    }
}

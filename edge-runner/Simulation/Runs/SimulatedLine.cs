using System.Text;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Simulation.Kucoin;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// One venue's connection in told time, as <see cref="VenueConnection"/> is one in real time: it subscribes with the venue's own
/// requests, hands frames on, fetches what the engine asks for, is cut and comes back.
/// </summary>
internal sealed class SimulatedLine(SimulatedWorld world, VenueDefinition definition, IReadOnlyList<string> venueSymbols, int source, FeedFaults faults)
{
    private const int SparePadding = 64;

    private static readonly VenueEndpoint Nowhere = new(new Uri("http://127.0.0.1:1/"), new Uri("ws://127.0.0.1:1/"));

    private readonly IVenueProtocol _protocol = definition.Protocol(new ConnectionOptions());
    private readonly RequestIds _ids = new();
    private readonly List<Request> _requests = [];
    private SimulatedSession? _session;
    private WireFrame? _overtaken;
    private DateTimeOffset _connectAt;
    private DateTimeOffset _stalledUntil;
    private bool _isConfirmed;
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>Frames handed on.</summary>
    public long Frames { get; private set; }

    /// <summary>Something is under way for which a long step would be too long.</summary>
    public bool IsBusy => _session is null || !_isConfirmed || _requests.Count > 0;

    /// <summary>The process is gone, and its sockets with it.</summary>
    public void Drop(DateTimeOffset again)
    {
        _session?.Close();
        _session = null;
        _overtaken = null;
        _requests.Clear();
        _connectAt = again;
    }

    public void Resynchronise(string venueSymbol)
    {
        if (_session is null || _requests.Exists(request => request.VenueSymbol == venueSymbol))
            return;
        var body = _protocol.Snapshot(Nowhere, venueSymbol) is { } query && !faults.FailsSnapshot()
            ? _session.Rest(query.Address.PathAndQuery).Body
            : (ReadOnlyMemory<byte>?)null;
        _requests.Add(new Request(venueSymbol, world.Market.Now + faults.Latency(), body));
    }

    /// <summary>What the last step brought.</summary>
    public void Deliver(SteppedEngine engine, long told)
    {
        var now = world.Market.Now;
        if (_session is null)
        {
            if (now >= _connectAt)
                Connect(engine, told);
            return;
        }

        if (faults.Disconnects(now))
        {
            Drop(now + faults.Reconnect());
            Become(engine, told, ConnectionState.Reconnecting, "the simulation cut it");
            return;
        }

        var stall = faults.Stalls(now);
        if (stall > TimeSpan.Zero)
            _stalledUntil = now + stall;
        if (now < _stalledUntil)
            return;
        while (_session.TryTake(out var frame))
            Deliver(engine, told, now, frame);
        if (!_isConfirmed)
            Become(engine, told, ConnectionState.Subscribed, null);
        _isConfirmed = true;
        Answer(engine, told, now);
    }

    private void Connect(SteppedEngine engine, long told)
    {
        _session = new SimulatedSession(world, definition.Name, Path());
        _isConfirmed = false;
        _stalledUntil = default;
        foreach (var request in _protocol.Subscribe(venueSymbols, _ids))
            _session.Send(Encoding.UTF8.GetString(request.Frame));
        Become(engine, told, ConnectionState.Connected, null);
    }

    private string Path() => definition.Name switch
    {
        VenueNames.Binance => "/stream",
        VenueNames.Kucoin => "/?token=" + Uri.EscapeDataString(KucoinVenue.Token),
        _ => "/v2",
    };

    private void Deliver(SteppedEngine engine, long told, DateTimeOffset now, WireFrame frame)
    {
        if (frame.Kind == WireFrameKind.Diff)
        {
            if (faults.DropsDiff(now))
                return;
            if (_overtaken is null && faults.ReordersDiff(now))
            {
                _overtaken = frame;
                return;
            }

            if (faults.DoublesDiff(now))
                Hand(engine, told, frame);
        }

        Hand(engine, told, frame);
        if (_overtaken is not { } late || late.Topic != frame.Topic)
            return;
        _overtaken = null;
        Hand(engine, told, late);
    }

    /// <summary>With spare bytes behind it, as the ring of the live engine has them.</summary>
    private void Hand(SteppedEngine engine, long told, WireFrame frame)
    {
        var length = frame.Bytes.Length;
        if (_buffer.Length < length + SparePadding)
            _buffer = new byte[2 * (length + SparePadding)];
        frame.Bytes.Span.CopyTo(_buffer);
        Frames++;
        engine.Process(EventKind.Frame, source, told, _buffer, length);
    }

    private void Answer(SteppedEngine engine, long told, DateTimeOffset now)
    {
        for (var i = 0; i < _requests.Count; i++)
        {
            var request = _requests[i];
            if (now < request.Due)
                continue;
            _requests.RemoveAt(i--);
            if (_protocol.Snapshot(Nowhere, request.VenueSymbol) is null)
            {
                foreach (var message in _protocol.Resubscribe(request.VenueSymbol, FeedChannel.Book, _ids))
                    _session!.Send(Encoding.UTF8.GetString(message.Frame));
            }
            else if (request.Body is { } body)
            {
                byte[] payload = [.. Encoding.UTF8.GetBytes(request.VenueSymbol), 0, .. body.Span];
                engine.Process(EventKind.Snapshot, source, told, payload, payload.Length);
            }
        }
    }

    private void Become(SteppedEngine engine, long told, ConnectionState state, string? problem)
    {
        byte[] payload = [(byte)state, .. Encoding.UTF8.GetBytes(problem ?? "")];
        engine.Process(EventKind.Connection, source, told, payload, payload.Length);
    }

    /// <summary>Something that the engine asked for; without a body it failed, or is a new subscription.</summary>
    private sealed record Request(string VenueSymbol, DateTimeOffset Due, ReadOnlyMemory<byte>? Body);
}

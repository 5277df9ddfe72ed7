using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.Tests.Venues.Connections;

/// <summary>One simulated venue on loopback, and one connection to it whose books a sink keeps.</summary>
internal sealed class ConnectedVenue : IAsyncDisposable
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(60);

    private readonly SimulatedVenues _servers;
    private readonly HttpClient _http = new();
    private readonly Task _running;

    private ConnectedVenue(SimulatedVenues servers, string name, IReadOnlyList<string> symbols, ConnectionOptions options, TimeProvider time, bool eager)
    {
        _servers = servers;
        var venue = VenueCatalog.Find(name)!;
        var protocol = venue.Protocol(options);
        var at = servers.Endpoints.Single(endpoint => endpoint.Venue == name);
        var endpoint = new VenueEndpoint(at.Rest, at.WebSocket);
        var codec = venue.Codec(venue.Venue);
        foreach (var symbol in symbols)
            codec.Follow(symbol);
        Sink = new DecodingSink(codec) { ResyncsWhenConnected = eager };
        var rest = new VenueRest(name, protocol, _http, options, time);
        Connection = new VenueConnection(venue, protocol, endpoint, symbols, Sink, options, time, rest);
        Sink.Connection = Connection;
        Instruments = new InstrumentListClient(venue, protocol, endpoint, options, time, rest);
        _running = Connection.RunAsync(CancellationToken.None);
    }

    public DecodingSink Sink { get; }

    public VenueConnection Connection { get; }

    public InstrumentListClient Instruments { get; }

    public Task Running => _running;

    public SimulatedVenues Servers => _servers;

    public static async Task<ConnectedVenue> StartAsync(
        string name,
        IReadOnlyList<string> symbols,
        SimulationFaults? faults = null,
        ConnectionOptions? options = null,
        TimeProvider? time = null,
        bool eager = false)
    {
        var simulation = new SimulationOptions { Seed = 7, Venues = [name], Faults = faults ?? new SimulationFaults(), DislocationsPerMinute = 0 };
        var servers = await SimulatedVenues.StartAsync(simulation, TimeProvider.System, CancellationToken.None);
        return new ConnectedVenue(servers, name, symbols, options ?? new ConnectionOptions(), time ?? TimeProvider.System, eager);
    }

    /// <summary>Waits for something to hold; the time limit only keeps a hung test from hanging the run.</summary>
    public async Task UntilAsync(Func<DecodingSink, bool> holds)
    {
        try
        {
            await Sink.UntilAsync(holds).WaitAsync(SafetyNet);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It never came about. Seen: {Sink.Told()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _servers.DisposeAsync();
        _http.Dispose();
    }
}

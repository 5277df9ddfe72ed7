using Arbit.EdgeRunner.Simulation;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Where market data come from: simulated venues inside this process, or the venues' public addresses.</summary>
public sealed class MarketFeed : IAsyncDisposable
{
    public const string Simulated = "simulated";
    public const string Live = "live";
    public const string Names = Simulated + "|" + Live;

    private readonly SimulatedVenues? _simulation;
    private readonly Func<VenueDefinition, VenueEndpoint> _endpoint;

    private MarketFeed(string name, SimulatedVenues? simulation, Func<VenueDefinition, VenueEndpoint> endpoint)
    {
        Name = name;
        _simulation = simulation;
        _endpoint = endpoint;
    }

    public string Name { get; }

    public bool IsSimulated => _simulation is not null;

    /// <summary>The simulated venues, where the feed is that.</summary>
    public SimulatedVenues? Simulation => _simulation;

    public static MarketFeed OpenLive()
        => new(Live, null, venue => venue.Protocol(new ConnectionOptions()).PublicEndpoint);

    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static async Task<MarketFeed> StartSimulatedAsync(SimulationOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var simulation = await SimulatedVenues.StartAsync(options, time, cancellation).ConfigureAwait(false);
        return new MarketFeed(Simulated, simulation, venue =>
        {
            var at = simulation.Endpoints.Single(endpoint => endpoint.Venue == venue.Name);
            return new VenueEndpoint(at.Rest, at.WebSocket);
        });
    }

    public VenueEndpoint EndpointOf(VenueDefinition venue) => _endpoint(venue);

    public ValueTask DisposeAsync() => _simulation?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>Where the configured venues are: simulated ones on loopback, or their own public addresses; and what they list.</summary>
public sealed class VenueFeeds : IAsyncDisposable
{
    private readonly SimulatedVenues? _simulated;
    private readonly HttpClient _http = new();
    private readonly List<Feed> _feeds = [];

    private VenueFeeds(SimulatedVenues? simulated) => _simulated = simulated;

    public IReadOnlyList<Feed> Feeds => _feeds;

    /// <exception cref="VenueProblemException">A venue cannot be reached or does not answer; the message says what to do.</exception>
    public static async Task<VenueFeeds> OpenAsync(ArbitSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var simulated = settings.IsSimulatedFeed ? await SimulatedVenues.StartAsync(settings.Simulation, time, cancellation).ConfigureAwait(false) : null;
        var feeds = new VenueFeeds(simulated);
        try
        {
            foreach (var venue in settings.Venues)
                feeds._feeds.Add(await feeds.OpenAsync(venue, settings, time, cancellation).ConfigureAwait(false));
            return feeds;
        }
        catch
        {
            await feeds.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_simulated is not null)
            await _simulated.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<Feed> OpenAsync(ConfiguredVenue venue, ArbitSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var definition = venue.Definition;
        var options = new ConnectionOptions();
        var protocol = definition.Protocol(options);
        var endpoint = _simulated?.Endpoints.First(e => e.Venue == definition.Name) is { } simulated
            ? new VenueEndpoint(simulated.Rest, simulated.WebSocket)
            : protocol.PublicEndpoint;
        var rest = new VenueRest(definition.Name, protocol, _http, options, time);
        var listed = await new InstrumentListClient(definition, protocol, endpoint, options, time, rest).FetchAsync(cancellation).ConfigureAwait(false);
        var wanted = listed.Select(item => item with { Symbol = settings.Registry.Of(definition.Venue, item.Symbol) }).Where(item => item.IsTrading && Wants(venue, settings, item.Symbol)).OrderBy(item => item.Symbol).ToList();
        return new Feed(
            new ListedVenue(definition.Name, wanted),
            sink => new VenueConnection(definition, protocol, endpoint, wanted.Select(item => item.VenueSymbol).ToList(), sink, options, time, rest));
    }

    /// <summary>Whether a symbol that a venue lists is watched there.</summary>
    internal static bool Wants(ConfiguredVenue venue, ArbitSettings settings, Symbol symbol)
        => venue.Symbols.Count > 0
            ? venue.Symbols.Contains(symbol)
            : settings.Assets.Contains(symbol.Base) && settings.Assets.Contains(symbol.Quote);

    /// <summary>One venue: what of it is watched, and how to connect to it.</summary>
    public sealed record Feed(ListedVenue Listed, Func<IFeedSink, VenueConnection> Connect);
}

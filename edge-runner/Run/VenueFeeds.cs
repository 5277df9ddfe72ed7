using Arbit.Accounts;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Servers;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>Where the configured venues are: simulated ones on loopback, or their own public addresses; and what they list.</summary>
public sealed class VenueFeeds : IAsyncDisposable
{
    private readonly SimulatedVenues? _simulated;
    private readonly HttpClient _http = new();
    private readonly List<Feed> _feeds = [];
    private IReadOnlyList<SimulatedEndpoint> _endpoints;

    private VenueFeeds(SimulatedVenues? simulated) => (_simulated, _endpoints) = (simulated, simulated?.Endpoints ?? []);

    public IReadOnlyList<Feed> Feeds => _feeds;

    /// <summary>Where a simulated venue's private side is; null where the venues are no simulated ones.</summary>
    public Uri? SimulatedRestOf(Venue venue) => _endpoints.Count == 0 ? null : SimulatedOf(venue.Name).Rest;

    /// <summary>Public questions and accounts' go out by one budget from now on; before anything is connected.</summary>
    public void Share(IReadOnlyDictionary<Venue, RequestBudget> accounts)
    {
        foreach (var feed in _feeds)
            feed.Rest.Account = accounts.GetValueOrDefault(new Venue(feed.Listed.Venue));
    }

    /// <exception cref="VenueProblemException">A venue cannot be reached or does not answer; the message says what to do.</exception>
    public static async Task<VenueFeeds> OpenAsync(ArbitSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var elsewhere = settings.IsSimulatedFeed && settings.Options.Simulation.Address.Length > 0 ? new Uri(settings.Options.Simulation.Address) : null;
        var simulated = settings.IsSimulatedFeed && elsewhere is null ? await SimulatedVenues.StartAsync(settings.Simulation, time, cancellation).ConfigureAwait(false) : null;
        var feeds = new VenueFeeds(simulated);
        try
        {
            if (elsewhere is not null)
                feeds._endpoints = await SimulatedVenuesHost.AskAsync(feeds._http, elsewhere, settings.Simulation.Venues, cancellation).ConfigureAwait(false);
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
        var simulated = settings.IsSimulatedFeed ? SimulatedOf(definition.Name) : null;
        var endpoint = simulated is null ? protocol.PublicEndpoint : new VenueEndpoint(simulated.Rest, simulated.WebSocket);
        var rest = new VenueRest(definition.Name, protocol, _http, options, time);
        var listed = await new InstrumentListClient(definition, protocol, endpoint, options, time, rest).FetchAsync(cancellation).ConfigureAwait(false);
        var wanted = listed.Select(item => item with { Symbol = settings.Registry.Of(definition.Venue, item.Symbol) }).Where(item => item.IsTrading && Wants(venue, settings, item.Symbol)).OrderBy(item => item.Symbol).ToList();
        return new Feed(
            new ListedVenue(definition.Name, wanted),
            rest,
            sink => new VenueConnection(definition, protocol, endpoint, wanted.Select(item => item.VenueSymbol).ToList(), sink, options, time, rest));
    }

    /// <summary>Of simulated venues each has its own: one without is never the real one instead.</summary>
    private SimulatedEndpoint SimulatedOf(string venue) => _endpoints.First(endpoint => endpoint.Venue == venue);

    /// <summary>Whether a symbol that a venue lists is watched there.</summary>
    internal static bool Wants(ConfiguredVenue venue, ArbitSettings settings, Symbol symbol)
        => venue.Symbols.Count > 0
            ? venue.Symbols.Contains(symbol)
            : settings.Assets.Contains(symbol.Base) && settings.Assets.Contains(symbol.Quote);

    /// <summary>One venue: what of it is watched, how it is asked, and how to connect to it.</summary>
    public sealed record Feed(ListedVenue Listed, VenueRest Rest, Func<IFeedSink, VenueConnection> Connect);
}

using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Instruments;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>Connects to the venues, watches their books for a while, and says what was seen. It sends no orders.</summary>
public sealed class FitnessRun(FitnessSettings settings, MarketFeed feed, HttpClient http, ConnectionOptions options, TimeProvider time)
{
    /// <summary>Told of each change of a best price or size; must not wait.</summary>
    internal Action<TopOfBook>? Changed { get; init; }

    /// <summary>Until the time is over or it is cancelled; either way with what was seen.</summary>
    /// <exception cref="VenueProblemException">No venue could be used, with why.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<FitnessReport> RunAsync(CancellationToken cancellation)
    {
        var venues = new List<ListedVenue>();
        foreach (var venue in VenueCatalog.All.Where(venue => settings.Venue is null || venue.Name == settings.Venue))
            venues.Add(await ListAsync(venue, cancellation).ConfigureAwait(false));

        await using var file = new TopOfBookFile(settings.File);
        var recorder = new FitnessRecorder(time, file) { Changed = Changed };
        List<VenueWatch> watches = [.. venues.Select(venue => Watch(venue, recorder))];

        // Of its own: an interruption ends the watching, and the connections close, which takes their books from them, behind the report.
        using var over = new CancellationTokenSource();
        var running = Task.WhenAll(watches.Select(watch => watch.Connection.RunAsync(over.Token)));
        try
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(settings.Seconds), time, cancellation), running).ConfigureAwait(false);
            return recorder.Report(settings.Venue, feed.Name, feed.IsSimulated, watches.Select(watch => watch.Describe()));
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private async Task<ListedVenue> ListAsync(VenueDefinition venue, CancellationToken cancellation)
    {
        var protocol = venue.Protocol(options);
        var rest = new VenueRest(venue.Name, protocol, http, options, time);
        var client = new InstrumentListClient(venue, protocol, feed.EndpointOf(venue), options, time, rest);
        return new ListedVenue(venue, protocol, rest, await client.FetchAsync(cancellation).ConfigureAwait(false));
    }

    private VenueWatch Watch(ListedVenue listed, FitnessRecorder recorder)
    {
        var venue = listed.Venue;
        var codec = venue.Codec(venue.Venue);
        foreach (var instrument in listed.Instruments.Where(instrument => instrument.IsTrading && FitnessSettings.Symbols.Contains(instrument.Symbol.ToString())))
        {
            var followed = codec.Follow(instrument.VenueSymbol, instrument.Symbol);
            followed.ListedPriceDecimals = instrument.PriceDecimals;
            followed.ListedQuantityDecimals = instrument.QuantityDecimals;
            recorder.Add(new TopOfBook(venue.Name, instrument.Symbol, followed));
        }

        List<string> symbols = [.. codec.Feeds.Select(followed => followed.VenueSymbol)];
        return new VenueWatch(codec, recorder)
        {
            Connect = sink => new VenueConnection(venue, listed.Protocol, feed.EndpointOf(venue), symbols, sink, options, time, listed.Rest),
        };
    }

    private sealed record ListedVenue(VenueDefinition Venue, IVenueProtocol Protocol, VenueRest Rest, IReadOnlyList<ListedInstrument> Instruments);
}

using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Live.Venues;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Tests.Support;

namespace Arbit.Tests.Live.Venues;

/// <summary>A simulated venue, and a gateway that listens to its stream of the account's orders, and whose patience never ends.</summary>
internal sealed class ListeningBench : IAsyncDisposable
{
    private int _before;

    private ListeningBench(VenueBench venue)
    {
        Venue = venue;
        var client = venue.Open(KeyRole.Trade);
        Streams = new OrderStreams(new Dictionary<Venue, SdkVenue> { [venue.Venue] = client }, Events.Unanswered, TimeProvider.System);
        Gateway = venue.Gateway(Events, client, Streams, new ManualTime());
    }

    public VenueBench Venue { get; }

    public HeardEvents Events { get; } = new();

    public OrderStreams Streams { get; }

    public SdkOrderGateway Gateway { get; }

    /// <summary>With the stream open, or having failed to open it.</summary>
    /// <param name="venue">Which.</param>
    /// <param name="before">What is done to the venue first.</param>
    public static async Task<ListeningBench> StartAsync(string venue, Action<VenueFront>? before = null)
    {
        var bench = new ListeningBench(await VenueBench.StartAsync(venue));
        before?.Invoke(bench.Venue.Front);
        bench.Gateway.Start();
        await bench.Events.NextAsync<string>(line => line.Contains("stream", StringComparison.Ordinal));
        bench._before = bench.Venue.Front.Requests.Count;
        return bench;
    }

    /// <summary>What the venue was asked about the account since then, in order.</summary>
    public IReadOnlyList<string> Asked() => [.. Venue.Front.Requests
        .Skip(_before)
        .Where(request => !SdkOrdersTests.IsPlacement(request) && request.Path is not ("/api/v1/timestamp" or "/api/v3/time"))
        .Select(request => request.Path)];

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync();
        await Gateway.DisposeAsync();
        await Venue.DisposeAsync();
    }
}

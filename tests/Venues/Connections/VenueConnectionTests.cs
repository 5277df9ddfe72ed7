using System.Net;
using System.Net.Sockets;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Connections;

/// <summary>Against the simulated venues, over real sockets on loopback.</summary>
public sealed class VenueConnectionTests
{
    public static TheoryData<string, string[]> Venues => new()
    {
        { "binance", ["BTCUSDT", "ETHUSDT"] },
        { "kraken", ["BTC/USD", "ETH/USDT"] },
        { "kucoin", ["BTC-USDT", "ETH-USDT"] },
    };

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Connects_subscribes_and_proves_every_book(string venue, string[] symbols)
    {
        await using var connected = await ConnectedVenue.StartAsync(venue, symbols);

        await connected.UntilAsync(sink => sink.AllProven && sink.States[^1].State == ConnectionState.Subscribed);

        Assert.Equal(
            [ConnectionState.Connecting, ConnectionState.Connected, ConnectionState.Subscribed],
            connected.Sink.States.Select(told => told.State));
        Assert.All(connected.Sink.States, told => Assert.Null(told.Problem));
        Assert.Equal(0, connected.Sink.Malformed);
        await connected.UntilAsync(sink => sink.Codec.Feeds.All(feed => feed.BookUpdates > 20 && feed.Quotes > 0 && feed.Trades > 0));
        Assert.All(connected.Sink.Codec.Feeds, feed => Assert.Equal(0, feed.Book.Breaks));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_lost_diff_breaks_a_book_that_is_then_resynchronised(string venue, string[] symbols)
    {
        await using var connected = await ConnectedVenue.StartAsync(venue, symbols, new SimulationFaults(DropDiffEvery: 61));

        await connected.UntilAsync(sink => sink.Codec.Feeds.Any(feed => feed.Book.Breaks > 0));
        var broken = connected.Sink.Codec.Feeds.First(feed => feed.Book.Breaks > 0);
        var updates = broken.BookUpdates;
        await connected.UntilAsync(_ => broken.Book.IsUsable && broken.BookUpdates > updates);

        Assert.DoesNotContain(connected.Sink.States, told => told.State == ConnectionState.Reconnecting);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_lost_connection_is_made_again_after_the_backoff_and_books_are_proven_anew(string venue, string[] symbols)
    {
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync(venue, symbols, new SimulationFaults(DisconnectEvery: 300), time: time);

        await connected.UntilAsync(sink => sink.AllProven && sink.States.Exists(told => told.State == ConnectionState.Subscribed));
        await connected.UntilAsync(sink => sink.States[^1].State == ConnectionState.Reconnecting);
        Assert.All(connected.Sink.Codec.Feeds, feed => Assert.False(feed.Book.IsUsable));
        Assert.StartsWith($"the connection to {venue} was lost: ", connected.Sink.States[^1].Problem, StringComparison.Ordinal);

        // A busy machine's books may not be proven before the venue cuts the connection again: then it is made once more.
        var isBack = false;
        for (var cuts = 1; !isBack; cuts++)
        {
            time.Advance(await time.WhenTimerAsync(due => due >= TimeSpan.FromSeconds(3) && due <= TimeSpan.FromSeconds(3.75)));
            await connected.UntilAsync(sink => (isBack = IsBack(sink)) || sink.States.Count(told => told.State == ConnectionState.Reconnecting) > cuts);
        }

        Assert.Equal(
            [ConnectionState.Reconnecting, ConnectionState.Connecting, ConnectionState.Connected, ConnectionState.Subscribed],
            connected.Sink.States[3..7].Select(told => told.State));
    }

    [Theory]
    [InlineData("kraken", "BTC/USD", "NO/PE", "kraken refused NO/PE: Currency pair not supported NO/PE")]
    [InlineData("kucoin", "BTC-USDT", "NO-PE", "kucoin refused BTC-USDT, NO-PE: topic /market/level2:BTC-USDT,NO-PE is not found")]
    [InlineData("binance", "BTCUSDT", "NOPE", "no snapshot of NOPE: binance refused /api/v3/depth?symbol=NOPE&limit=1000: HTTP 400 {\"code\":-1121,\"msg\":\"Invalid symbol.\"}")]
    public async Task What_a_venue_refuses_is_told_and_is_never_called_subscribed(string venue, string known, string unknown, string problem)
    {
        await using var connected = await ConnectedVenue.StartAsync(venue, [known, unknown]);

        await connected.UntilAsync(sink => sink.States.Exists(told => told.Problem == problem));

        Assert.DoesNotContain(connected.Sink.States, told => told.State == ConnectionState.Subscribed);
    }

    [Fact]
    public async Task Silence_of_a_subscription_is_named()
    {
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync("binance", ["BTCUSDT", "NOPE"], time: time);

        await connected.UntilAsync(sink => sink.Codec.Feeds[0].Book.IsUsable);
        time.Advance(new ConnectionOptions().SubscribeWithin);

        await connected.UntilAsync(sink => sink.States.Exists(told => told == (ConnectionState.Connected, "nothing has come from binance of NOPE")));
        Assert.DoesNotContain(connected.Sink.States, told => told.State == ConnectionState.Subscribed);
    }

    [Fact]
    public async Task Resyncs_that_follow_each_other_are_one_or_wait()
    {
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync("kucoin", ["BTC-USDT"], time: time);
        await connected.UntilAsync(sink => sink.AllProven);
        var had = connected.Sink.Snapshots["BTC-USDT"];

        connected.Connection.RequestResync("BTC-USDT");
        connected.Connection.RequestResync("BTC-USDT");
        var wait = await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(1));
        connected.Connection.RequestResync("BTC-USDT");
        Assert.Equal(had, connected.Sink.Snapshots["BTC-USDT"]);
        time.Advance(wait);
        await connected.UntilAsync(sink => sink.Snapshots["BTC-USDT"] > had);

        connected.Connection.RequestResync("BTC-USDT");
        await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(2));
        Assert.Equal(had + 1, connected.Sink.Snapshots["BTC-USDT"]);
    }

    [Fact]
    public async Task A_resync_asked_for_before_the_first_subscription_is_that_one()
    {
        await using var connected = await ConnectedVenue.StartAsync("kraken", ["BTC/USD"], eager: true);

        await connected.UntilAsync(sink => sink.AllProven && sink.States[^1].State == ConnectionState.Subscribed);

        Assert.All(connected.Sink.States, told => Assert.Null(told.Problem));
        Assert.DoesNotContain(connected.Sink.Codec.Feeds, feed => feed.Book.Breaks > 0);
    }

    [Fact]
    public async Task Whoever_finds_a_subscription_silent_has_the_connection_made_again()
    {
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync("binance", ["BTCUSDT"], time: time);
        await connected.UntilAsync(sink => sink.AllProven && sink.States[^1].State == ConnectionState.Subscribed);

        connected.Connection.RequestReconnect("binance is silent on BTCUSDT");
        await connected.UntilAsync(sink => sink.States[^1].State == ConnectionState.Reconnecting);
        Assert.StartsWith("binance is silent on BTCUSDT; next attempt in ", connected.Sink.States[^1].Problem, StringComparison.Ordinal);
        time.Advance(await time.WhenTimerAsync(due => due >= TimeSpan.FromSeconds(3) && due <= TimeSpan.FromSeconds(3.75)));

        await connected.UntilAsync(sink => sink.AllProven && sink.States[^1].State == ConnectionState.Subscribed);
    }

    [Fact]
    public async Task A_venue_out_of_reach_is_given_up_with_a_sentence_that_says_what_to_do()
    {
        var options = new ConnectionOptions { MostRetries = 0 };
        var venue = VenueCatalog.Find("kraken")!;
        var protocol = venue.Protocol(options);
        var port = UnusedPort();
        var endpoint = new VenueEndpoint(new Uri($"http://127.0.0.1:{port}/"), new Uri($"ws://127.0.0.1:{port}/v2"));
        using var http = new HttpClient();
        var sink = new DecodingSink(venue.Codec(venue.Venue));
        var rest = new VenueRest(venue.Name, protocol, http, options, TimeProvider.System);
        await using var connection = new VenueConnection(venue, protocol, endpoint, ["BTC/USD"], sink, options, TimeProvider.System, rest);

        await connection.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        var said = $"kraken at 127.0.0.1:{port} cannot be reached (connection refused): check this machine's network, or run with --feed simulated";
        Assert.Equal([(ConnectionState.Connecting, null), (ConnectionState.Closed, said)], sink.States);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Lists_the_venues_instruments(string venue, string[] symbols)
    {
        await using var connected = await ConnectedVenue.StartAsync(venue, symbols);

        var listed = await connected.Instruments.FetchAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(symbols, symbol => Assert.Contains(listed, each => each.VenueSymbol == symbol && each.IsTrading && !each.Tick.IsZero));
    }

    [Fact]
    public async Task Ends_as_closed_when_it_is_disposed()
    {
        var connected = await ConnectedVenue.StartAsync("kraken", ["BTC/USD"]);
        await connected.UntilAsync(sink => sink.AllProven);

        await connected.DisposeAsync();

        Assert.True(connected.Running.IsCompletedSuccessfully, "the run ends, and not by an exception");
        Assert.Equal((ConnectionState.Closed, null), connected.Sink.States[^1]);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsBack(DecodingSink sink) => sink.States.Count(told => told.State == ConnectionState.Subscribed) >= 2 && sink.AllProven;
}

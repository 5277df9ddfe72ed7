using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Tests.Support;
using Arbit.Tests.Venues.Connections;

namespace Arbit.Tests.Lessons;

/// <summary>The venue's 24-hour disconnect cost data: the second socket is in sync before the first ends.</summary>
public sealed class L19_MakeBeforeBreakTests
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    public static TheoryData<string, string[]> Venues => new()
    {
        { "binance", ["BTCUSDT", "ETHUSDT"] },
        { "kucoin", ["BTC-USDT", "ETH-USDT"] },
    };

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_second_connection_is_planned_for_some_minutes_before_24_hours(string venue, string[] symbols)
    {
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync(venue, symbols, time: time);
        var planned = await time.WhenTimerAsync(due => due > TimeSpan.FromHours(1));
        Assert.InRange(planned, TimeSpan.FromHours(24) - TimeSpan.FromMinutes(15), TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Before_its_time_is_over_another_is_in_sync_and_no_book_breaks(string venue, string[] symbols)
    {
        // Days would be pings by the thousand: here a connection may become 40 seconds old, and is renewed after 10 to 20.
        var options = new ConnectionOptions { LongestConnection = TimeSpan.FromSeconds(40), RenewBefore = TimeSpan.FromSeconds(20) };
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync(venue, symbols, options: options, time: time);
        await connected.UntilAsync(sink => sink.AllProven && sink.States[^1].State == ConnectionState.Subscribed);
        for (var renewal = 1; renewal <= 3; renewal++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            time.Advance(await time.WhenTimerAsync(due => due == Overlap));
            await connected.UntilAsync(sink => sink.States.Count(told => told.State == ConnectionState.Subscribed) == renewal + 1);
            await GoesOnAsync(connected);
        }

        Unbroken(connected);
    }

    [Fact]
    public async Task An_end_that_the_venue_announces_is_come_before()
    {
        // Announced long before it comes, as at the venue; the overlap takes a second of both clocks.
        await using var connected = await ConnectedVenue.StartAsync("binance", ["BTCUSDT", "ETHUSDT"], new SimulationFaults(DisconnectEvery: 1500, AnnounceEndAfter: 100));
        await connected.UntilAsync(sink => sink.States.Count(told => told.State == ConnectionState.Subscribed) > 3);
        await GoesOnAsync(connected);
        Unbroken(connected);
    }

    [Fact]
    public async Task Cut_before_the_second_is_in_sync_the_second_goes_on_nevertheless()
    {
        var time = new ManualTime();
        await using var connected = await ConnectedVenue.StartAsync("binance", ["BTCUSDT"], new SimulationFaults(DisconnectEvery: 800, AnnounceEndAfter: 100), time: time);

        // The clock stands still, so the overlap never ends by itself: the first is cut meanwhile.
        await connected.UntilAsync(sink => sink.States.Count(told => told.State == ConnectionState.Subscribed) == 2);
        await GoesOnAsync(connected);
        Unbroken(connected);
    }

    private static Task GoesOnAsync(ConnectedVenue connected)
    {
        var had = connected.Sink.Codec.Feeds.ToDictionary(feed => feed.VenueSymbol, feed => feed.BookUpdates, StringComparer.Ordinal);
        return connected.UntilAsync(sink => sink.AllProven && sink.Codec.Feeds.All(feed => feed.BookUpdates > had[feed.VenueSymbol] + 5));
    }

    private static void Unbroken(ConnectedVenue connected)
    {
        Assert.All(connected.Sink.Codec.Feeds, feed => Assert.Equal(0, feed.Book.Breaks));
        Assert.DoesNotContain(connected.Sink.States, told => told.State == ConnectionState.Reconnecting);
        Assert.Single(connected.Sink.States, told => told.State == ConnectionState.Connecting);
        Assert.All(connected.Sink.Snapshots.Values, count => Assert.Equal(1, count));
    }
}

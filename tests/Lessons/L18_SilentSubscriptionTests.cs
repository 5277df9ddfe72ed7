using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Tests.Engine;
using Arbit.Tests.Venues.Connections;

namespace Arbit.Tests.Lessons;

/// <summary>Socket alive, pings answered, no data: each subscription is watched against its own rate.</summary>
public sealed class L18_SilentSubscriptionTests
{
    [Fact]
    public void A_silent_book_is_made_again_by_itself_and_nothing_else_is_touched()
    {
        var watched = new WatchedKraken();
        watched.Advance(TimeSpan.FromSeconds(60));
        watched.Silence("book-25 BTC/USD");
        watched.Advance(TimeSpan.FromSeconds(60));

        var asked = Assert.Single(watched.Resubscribed);
        Assert.Equal(("BTC/USD", FeedChannel.Book), asked);
        Assert.Empty(watched.Reconnected);
        Assert.True(watched.IsUsable("BTC/USD"));
        Assert.Contains("kraken BTC/USD", watched.Silent);
    }

    [Fact]
    public void A_silent_quote_is_noticed_though_its_book_flows()
    {
        var watched = new WatchedKraken();
        watched.Advance(TimeSpan.FromSeconds(60));
        watched.Silence("ticker-bbo BTC/USDT");
        watched.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(("BTC/USDT", FeedChannel.Quote), Assert.Single(watched.Resubscribed));
        Assert.Empty(watched.Reconnected);
    }

    [Fact]
    public void Silent_still_the_connection_is_made_again()
    {
        var watched = new WatchedKraken();
        watched.Advance(TimeSpan.FromSeconds(60));
        watched.Silence("book-25 BTC/USD", untilReconnected: true);
        for (var second = 0; second < 120 && watched.Reconnected.Count == 0; second++)
            watched.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEmpty(watched.Reconnected);
        Assert.Contains("BTC/USD Book", watched.Reconnected[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_silent_the_connection_is_made_again()
    {
        var watched = new WatchedKraken();
        watched.Advance(TimeSpan.FromSeconds(60));
        watched.Silence("book-25", untilReconnected: true);
        watched.Silence("ticker-bbo", untilReconnected: true);
        watched.Advance(TimeSpan.FromSeconds(60));
        Assert.NotEmpty(watched.Reconnected);
    }

    [Fact]
    public void A_market_that_flows_is_left_alone()
    {
        var watched = new WatchedKraken();
        watched.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(watched.Reconnected);
        Assert.DoesNotContain(watched.Resubscribed, asked => asked.Channel != FeedChannel.Trade);
    }

    [Theory]
    [InlineData("binance", "BTCUSDT", "btcusdt@depth@100ms", FeedChannel.Book)]
    [InlineData("binance", "BTCUSDT", "btcusdt@bookTicker", FeedChannel.Quote)]
    [InlineData("binance", "BTCUSDT", "btcusdt@trade", FeedChannel.Trade)]
    [InlineData("kraken", "BTC/USD", "book-25 BTC/USD", FeedChannel.Book)]
    [InlineData("kraken", "BTC/USD", "ticker-bbo BTC/USD", FeedChannel.Quote)]
    [InlineData("kraken", "BTC/USD", "trade BTC/USD", FeedChannel.Trade)]
    [InlineData("kucoin", "BTC-USDT", "/market/level2:BTC-USDT", FeedChannel.Book)]
    [InlineData("kucoin", "BTC-USDT", "/market/ticker:BTC-USDT", FeedChannel.Quote)]
    [InlineData("kucoin", "BTC-USDT", "/market/match:BTC-USDT", FeedChannel.Trade)]
    public async Task Asked_for_again_on_the_same_socket_data_come_again(string venue, string symbol, string topic, FeedChannel channel)
    {
        await using var connected = await ConnectedVenue.StartAsync(venue, [symbol]);
        await connected.UntilAsync(sink => sink.AllProven && Count(sink.Codec.Feeds[0], channel) > 3);
        connected.Servers.Silence(venue, topic);
        await connected.UntilAsync(sink => Others(sink.Codec.Feeds[0], channel) > 20);
        connected.Connection.RequestResubscribe(symbol, channel);
        var had = Count(connected.Sink.Codec.Feeds[0], channel);
        await connected.UntilAsync(sink => Count(sink.Codec.Feeds[0], channel) > had + 3 && sink.AllProven);
        Assert.DoesNotContain(connected.Sink.States, told => told.State == ConnectionState.Reconnecting || told.Problem is not null);
    }

    private static long Count(InstrumentFeed feed, FeedChannel channel) => channel switch
    {
        FeedChannel.Book => feed.BookUpdates,
        FeedChannel.Quote => feed.Quotes,
        _ => feed.Trades,
    };

    private static long Others(InstrumentFeed feed, FeedChannel channel) => feed.BookUpdates + feed.Quotes + feed.Trades - Count(feed, channel);
}

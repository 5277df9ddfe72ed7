using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Simulation;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Live.Venues;

/// <summary>Orders whose ends the venues tell by their own streams, by the real clients.</summary>
public sealed class OrderStreamsTests
{
    public static TheoryData<string> Venues => [.. VenueNames.All];

    /// <summary>KuCoin's stream tells neither costs nor fees: there the end is the word to ask.</summary>
    [Theory]
    [InlineData(VenueNames.Binance, "")]
    [InlineData(VenueNames.Kraken, "")]
    [InlineData(VenueNames.Kucoin, "/api/v1/hf/orders/client-order/1-1-1")]
    public async Task An_end_that_is_told_is_asked_for_no_more_than_the_stream_leaves_out(string venue, string asked)
    {
        await using var bench = await ListeningBench.StartAsync(venue);
        var limit = bench.Venue.Best("BTC/USDT", Side.Buy);
        bench.Gateway.Send(bench.Venue.Order("1-1-1", "BTC/USDT", Side.Buy, "0.01", limit.ToString()));

        var end = await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        var order = bench.Venue.Held(world => world.Venue(venue).Account!.Find("1-1-1")!);
        Assert.Equal(
            ("1-1-1", Quantity.Parse("0.01"), limit * Quantity.Parse("0.01"), order.Fee, order.FeeAsset),
            (end.ClientOrderId, end.Filled, end.FilledNotional, end.Fee, end.FeeAsset));
        await bench.Gateway.DisposeAsync();
        Assert.Equal(asked, string.Join(' ', bench.Asked()));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task One_that_takes_nothing_is_told_without_a_question(string venue)
    {
        await using var bench = await ListeningBench.StartAsync(venue);
        bench.Gateway.Send(bench.Venue.Order("1-1-2", "BTC/USDT", Side.Buy, "0.01", "1000"));

        var end = await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal((Quantity.Zero, Notional.Zero, Amount.Zero), (end.Filled, end.FilledNotional, end.Fee));
        await bench.Gateway.DisposeAsync();
        Assert.Empty(bench.Asked());
    }

    /// <summary>Lesson L07: nobody knows whether it arrived, until the venue's own stream says so; no question has to be asked for that.</summary>
    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_order_whose_answer_was_lost_is_told_by_the_stream(string venue)
    {
        await using var bench = await ListeningBench.StartAsync(venue);
        bench.Venue.Front.LosesAnswer = SdkOrdersTests.IsPlacement;
        bench.Gateway.Send(bench.Venue.Order("1-1-3", "BTC/USDT", Side.Buy, "0.02", bench.Venue.Best("BTC/USDT", Side.Buy).ToString()));

        var end = await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal(("1-1-3", Quantity.Parse("0.02")), (end.ClientOrderId, end.Filled));
        Assert.Single(bench.Venue.Front.Requests, SdkOrdersTests.IsPlacement);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_end_of_one_that_is_cancelled_is_told_as_such(string venue)
    {
        await using var bench = await ListeningBench.StartAsync(venue);
        var order = bench.Venue.Order("1-1-4", "BTC/USDT", Side.Buy, "0.01", "1000", TimeInForce.PostOnly);
        bench.Gateway.Send(order);
        await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Accepted);
        bench.Gateway.Cancel(order);

        var end = await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal((Quantity.Zero, "cancelled"), (end.Filled, end.Note));
    }

    /// <summary>What happened while a stream was down, nobody tells: who comes back asks.</summary>
    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_order_that_ended_while_the_stream_was_down_is_asked_for_when_it_is_up_again(string venue)
    {
        await using var bench = await ListeningBench.StartAsync(venue);
        var order = bench.Venue.Order("1-1-5", "BTC/USDT", Side.Buy, "0.01", "1000", TimeInForce.GoodTilCancelled);
        bench.Gateway.Send(order);
        await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Accepted);

        bench.Venue.Front.CutSockets();
        await bench.Events.NextAsync<string>(line => line.EndsWith("asked for meanwhile", StringComparison.Ordinal));
        Assert.False(bench.Streams.IsUp(bench.Venue.Venue));
        Assert.Equal([$"the order stream of {venue} is down, its orders are asked for meanwhile"], bench.Streams.Problems);
        Assert.NotNull(bench.Venue.Held(world => world.Venue(venue).Account!.Cancel(world.Venue(venue).Account!.Find("1-1-5")!)));

        var end = await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal(("1-1-5", Quantity.Zero), (end.ClientOrderId, end.Filled));
        Assert.True(bench.Streams.IsUp(bench.Venue.Venue));
        Assert.Empty(bench.Streams.Problems);
    }

    /// <summary>A venue that does not let us listen is traded at all the same, by questions; people are told.</summary>
    [Fact]
    public async Task A_stream_that_cannot_be_opened_is_told_and_orders_are_asked_for()
    {
        await using var bench = await ListeningBench.StartAsync(VenueNames.Kraken, front => front.Answers = request
            => request.Path == "/0/private/GetWebSocketsToken" ? new(200, "{\"error\":[\"EGeneral:Permission denied\"]}"u8.ToArray()) : null);
        var problem = Assert.Single(bench.Streams.Problems);
        Assert.StartsWith("the order stream of kraken cannot be opened, its orders are asked for instead", problem, StringComparison.Ordinal);
        Assert.EndsWith("the key needs the right \"Access WebSockets API\" too", problem, StringComparison.Ordinal);
        bench.Gateway.Send(bench.Venue.Order("1-1-6", "BTC/USDT", Side.Buy, "0.01", bench.Venue.Best("BTC/USDT", Side.Buy).ToString()));

        var end = await bench.Events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal(Quantity.Parse("0.01"), end.Filled);
        Assert.Equal(["/0/private/QueryOrders"], bench.Asked());
    }
}

using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Simulation;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Live.Venues;

/// <summary>Orders by the real clients, against venues that speak the real wire formats.</summary>
public sealed class SdkOrdersTests
{
    public static TheoryData<string> Venues => [.. VenueNames.All];

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_order_that_takes_all_it_wanted_is_told_with_its_fills_and_fee(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        var limit = bench.Best("BTC/USDT", Side.Buy);
        gateway.Send(bench.Order("1-1-1", "BTC/USDT", Side.Buy, "0.01", limit.ToString()));

        Assert.Equal(ReplyKind.Accepted, (await events.NextAsync<OrderReply>()).Kind);
        var end = await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal("1-1-1", end.ClientOrderId);
        Assert.Equal(Quantity.Parse("0.01"), end.Filled);
        Assert.Equal(limit * Quantity.Parse("0.01"), end.FilledNotional);
        Assert.Equal(new Asset(venue == VenueNames.Binance ? "BTC" : "USDT"), end.FeeAsset);
        Assert.Equal(bench.Held(world => world.Venue(venue).Account!.Find("1-1-1")!.Fee), end.Fee);
        Assert.True(end.Fee.Sign > 0);
    }

    /// <summary>Kraken lets some twenty questions a minute through: an order may cost one.</summary>
    [Fact]
    public async Task At_kraken_an_order_that_was_answered_is_followed_by_one_question()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Kraken);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.Send(bench.Order("1-1-9", "BTC/USDT", Side.Buy, "0.01", bench.Best("BTC/USDT", Side.Buy).ToString()));
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal(["/0/private/AddOrder", "/0/private/QueryOrders"], bench.Front.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task What_an_ended_order_paid_is_asked_for_once()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.Send(bench.Order("1-1-7", "BTC/USDT", Side.Buy, "0.01", bench.Best("BTC/USDT", Side.Buy).ToString()));
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        gateway.AskAccount(bench.Venue, 0);
        await events.NextAsync<AccountReport>();
        Assert.Equal(1, bench.Front.Count("GET", "/api/v3/myTrades"));
    }

    /// <summary>KuCoin answers pair by pair: all of them each minute would leave nothing for an order's questions.</summary>
    [Fact]
    public async Task After_the_first_time_an_account_is_asked_only_about_pairs_that_had_an_order_of_ours()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Kucoin);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.AskAccount(bench.Venue, 0);
        await events.NextAsync<AccountReport>();
        var first = bench.Front.Requests.Count;
        Assert.True(first > bench.Symbols.Count);
        gateway.Send(bench.Order("1-1-8", "BTC/USDT", Side.Buy, "0.01", "1000"));
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        var sent = bench.Front.Requests.Count;
        gateway.AskAccount(bench.Venue, 0);
        var report = await events.NextAsync<AccountReport>();
        Assert.Equal("1-1-8", Assert.Single(report.Orders).ClientOrderId);
        Assert.InRange(bench.Front.Requests.Count - sent, 1, 6);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task One_that_takes_nothing_ends_with_nothing(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.Send(bench.Order("1-1-2", "BTC/USDT", Side.Buy, "0.01", "1000"));

        var end = await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal((Quantity.Zero, Notional.Zero, Amount.Zero), (end.Filled, end.FilledNotional, end.Fee));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task One_that_finds_less_than_it_wanted_ends_partly_filled(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        var book = bench.Held(world => world.Market.Books.Single(each => each.Instrument.Venue == venue && each.Instrument.Symbol == "SOL/BTC"));
        var offered = Quantity.FromUnits(book.Bids[0].Quantity, book.Instrument.QuantityDecimals);
        var wanted = offered + Quantity.Parse("1");
        gateway.Send(bench.Order("1-1-3", "SOL/BTC", Side.Sell, wanted.ToString(), bench.Best("SOL/BTC", Side.Sell).ToString()));

        var end = await events.NextAsync<OrderReply>(reply => reply.Kind is ReplyKind.Ended or ReplyKind.Rejected);
        Assert.Equal((ReplyKind.Ended, offered), (end.Kind, end.Filled));
        Assert.True(end.FilledNotional > Notional.Zero);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_resting_one_is_open_until_it_is_cancelled_and_ends_then(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        var order = bench.Order("1-1-4", "BTC/USDT", Side.Buy, "0.01", "1000", TimeInForce.PostOnly);
        gateway.Send(order);
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Accepted);
        gateway.LookUp(order);
        Assert.Equal(ReplyKind.Accepted, (await events.NextAsync<OrderReply>()).Kind);
        gateway.Cancel(order);

        var end = await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal((Quantity.Zero, "cancelled"), (end.Filled, end.Note));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_refusal_is_told_once_and_in_the_venues_words(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.Send(bench.Order("1-1-5", "BTC/USDT", Side.Buy, "5", bench.Best("BTC/USDT", Side.Buy).ToString()));

        var refused = await events.NextAsync<OrderReply>();
        Assert.Equal(ReplyKind.Rejected, refused.Kind);
        Assert.Matches("(?i)balance|funds", refused.Note);
        Assert.Equal(1, bench.Front.Requests.Count(IsPlacement));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_order_whose_answer_is_lost_says_nothing_is_never_posted_again_and_is_found_by_its_id(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        var limit = bench.Best("BTC/USDT", Side.Buy).ToString();

        // A kept connection: that is where a transport might think that it can send a second time.
        var first = bench.Order("1-1-6", "BTC/USDT", Side.Buy, "0.01", limit);
        gateway.Send(first);
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        bench.Front.LosesAnswer = IsPlacement;
        var lost = bench.Order("1-1-7", "BTC/USDT", Side.Buy, "0.02", limit);
        gateway.Send(lost);
        await WaitUntilAsync(() => bench.Front.Requests.Count(IsPlacement) == 2);
        gateway.LookUp(lost);

        var found = await events.NextAsync<OrderReply>(reply => reply.ClientOrderId == "1-1-7");
        Assert.Equal((ReplyKind.Ended, Quantity.Parse("0.02")), (found.Kind, found.Filled));
        await gateway.DisposeAsync();
        Assert.DoesNotContain(events.Rest(), word => word is OrderReply { ClientOrderId: "1-1-7", Kind: ReplyKind.Rejected });
        Assert.Equal(2, bench.Front.Requests.Count(IsPlacement));
    }

    /// <summary>Requests carry a rising number: of two that overtake each other the later one is turned down unread, an order of a leg as well.</summary>
    [Fact]
    public async Task At_kraken_an_order_that_was_out_of_turn_is_posted_again_and_exists_once()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Kraken);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        var refusals = 3;
        bench.Front.Answers = _ => refusals-- > 0 ? new(200, "{\"error\":[\"EAPI:Invalid nonce\"]}"u8.ToArray()) : null;
        gateway.Send(bench.Order("1-4-1", "BTC/USDT", Side.Buy, "0.01", bench.Best("BTC/USDT", Side.Buy).ToString()));

        var end = await events.NextAsync<OrderReply>(reply => reply.Kind is ReplyKind.Ended or ReplyKind.Rejected);
        Assert.Equal((ReplyKind.Ended, Quantity.Parse("0.01")), (end.Kind, end.Filled));
        Assert.Equal(4, bench.Front.Requests.Count(IsPlacement));
        Assert.Single(bench.Held(world => world.Venue(VenueNames.Kraken).Account!.Orders.ToList()));
    }

    [Fact]
    public async Task At_kraken_a_question_that_was_out_of_turn_is_asked_again()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Kraken);
        var refusals = 1;
        bench.Front.Answers = _ => refusals-- > 0 ? new(200, "{\"error\":[\"EAPI:Invalid nonce\"]}"u8.ToArray()) : null;
        Assert.NotEmpty(await bench.Open(KeyRole.Trade).TradingBalancesAsync(CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_order_that_never_arrived_is_not_found_and_not_rejected(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        bench.Front.LosesRequest = IsPlacement;
        var lost = bench.Order("1-1-8", "BTC/USDT", Side.Buy, "0.01", "1000");
        gateway.Send(lost);
        await WaitUntilAsync(() => bench.Front.Requests.Any(IsPlacement));
        gateway.LookUp(lost);

        Assert.Equal(ReplyKind.NotFound, (await events.NextAsync<OrderReply>()).Kind);
        Assert.Equal(1, bench.Front.Requests.Count(IsPlacement));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_venue_that_is_broken_inside_leaves_the_order_unknown(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        bench.Front.Answers = request => !IsPlacement(request) ? null : venue switch
        {
            VenueNames.Binance => new(503, "{\"code\":-1007,\"msg\":\"Timeout waiting for response from backend server. Send status unknown; execution status unknown.\"}"u8.ToArray()),
            VenueNames.Kraken => new(200, "{\"error\":[\"EService:Unavailable\"]}"u8.ToArray()),
            _ => new(200, "{\"code\":\"500000\",\"msg\":\"Internal Server Error\"}"u8.ToArray()),
        };
        var order = bench.Order("1-1-9", "BTC/USDT", Side.Buy, "0.01", "1000");
        gateway.Send(order);
        await WaitUntilAsync(() => bench.Front.Requests.Any(IsPlacement));
        gateway.LookUp(order);

        Assert.Equal(ReplyKind.NotFound, (await events.NextAsync<OrderReply>()).Kind);
        Assert.Equal(1, bench.Front.Requests.Count(IsPlacement));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_account_is_reported_with_balances_open_orders_and_those_that_ended(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.Send(bench.Order("1-2-1", "BTC/USDT", Side.Buy, "0.01", bench.Best("BTC/USDT", Side.Buy).ToString()));
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        gateway.Send(bench.Order("1-2-2", "ETH/BTC", Side.Buy, "0.1", "0.001", TimeInForce.GoodTilCancelled));
        await events.NextAsync<OrderReply>(reply => reply.ClientOrderId == "1-2-2");
        var since = (TimeProvider.System.GetUtcNow().AddMinutes(-1) - DateTimeOffset.UnixEpoch).Ticks * 100;
        gateway.AskAccount(bench.Venue, since);

        var report = await events.NextAsync<AccountReport>();
        Assert.Equal((bench.Venue, since), (report.Venue, report.Since));
        Assert.Equal(["1-2-1", "1-2-2"], report.Orders.Select(order => order.ClientOrderId).Order(StringComparer.Ordinal));
        var open = report.Orders.Single(order => order.ClientOrderId == "1-2-2");
        Assert.Equal((true, Symbol.Parse("ETH/BTC"), Side.Buy, Quantity.Parse("0.1"), Price.Parse("0.001")), (open.IsOpen, open.Symbol, open.Side, open.Quantity, open.Limit));
        var ended = report.Orders.Single(order => order.ClientOrderId == "1-2-1");
        Assert.Equal((false, Quantity.Parse("0.01")), (ended.IsOpen, ended.Filled));
        var account = bench.Held(world => world.Venue(venue).Account!.Balances.Where(each => each.Balance.Total.Sign != 0).ToList());
        Assert.Equal(
            account.Select(each => (each.Asset, each.Balance.Free, each.Balance.Locked)).OrderBy(each => each.Asset),
            report.Balances.Select(each => (each.Asset, each.Free, each.Locked)).OrderBy(each => each.Asset));
        Assert.Contains(report.Balances, balance => balance.Locked.Sign > 0);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Every_order_carries_our_id_as_it_is_and_no_request_names_a_partner(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events);
        gateway.Send(bench.Order("zz9-1a-1", "BTC/USDT", Side.Buy, "0.01", "1000"));
        await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);

        var posted = bench.Front.Requests.Single(IsPlacement);
        Assert.Contains("zz9-1a-1", posted.Body + posted.RawQuery, StringComparison.Ordinal);
        Assert.NotNull(bench.Held(world => world.Venue(venue).Account!.Find("zz9-1a-1")));
        Assert.All(bench.Front.Requests, request => Assert.DoesNotContain(
            request.Headers.Keys, header => header.Contains("PARTNER", StringComparison.OrdinalIgnoreCase) || header.Contains("BROKER", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_order_over_the_accounts_own_budget_of_requests_is_never_sent(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        bench.Budget = new(1, 1, TimeSpan.FromHours(1), TimeProvider.System);
        Assert.True(bench.Budget.TryTake(isOrder: true));
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events, bench.Open(KeyRole.Trade));
        gateway.Send(bench.Order("1-3-1", "BTC/USDT", Side.Buy, "0.01", "1000"));

        var refused = await events.NextAsync<OrderReply>();
        Assert.Equal(ReplyKind.Rejected, refused.Kind);
        Assert.EndsWith("never sent", refused.Note, StringComparison.Ordinal);
        Assert.Empty(bench.Front.Requests);
    }

    internal static bool IsPlacement(EdgeRunner.Simulation.Wire.RestRequest request)
        => request.Method == "POST" && request.Path is "/api/v3/order" or "/0/private/AddOrder" or "/api/v1/hf/orders";

    /// <summary>The time limit only keeps a hung test from hanging the run.</summary>
    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
            await Task.Delay(5, limit.Token);
    }
}

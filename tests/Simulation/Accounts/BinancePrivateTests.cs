using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.Tests.Support;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>Binance's private side over HTTP and sockets, as a client meets it.</summary>
public sealed class BinancePrivateTests
{
    private const string Orders = "/api/v3/order";

    [Fact]
    public async Task An_IOC_order_is_filled_told_and_booked()
    {
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket events = await SubscribeAsync(venue);
        (string bid, string ask) = await BestAsync(venue);
        (int status, JsonElement placed) = await SignedAsync(venue, HttpMethod.Post, Orders, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.00100&price={ask}&newClientOrderId=1-2-3");
        Assert.Equal((200, "FILLED", "1-2-3", "0.00100000"), (status, Text(placed, "status"), Text(placed, "clientOrderId"), Text(placed, "executedQty")));
        JsonElement fill = Assert.Single(placed.GetProperty("fills").EnumerateArray());
        Assert.Equal((Number(ask), "BTC", 0.000001m), (Number(Text(fill, "price")), Text(fill, "commissionAsset"), Number(Text(fill, "commission"))));

        JsonElement taken = await ReportAsync(venue, events, "NEW");
        Assert.Equal("NEW", Text(taken, "X"));
        JsonElement traded = await ReportAsync(venue, events, "TRADE");
        Assert.Equal(("FILLED", "0.00100000", "0.00100000"), (Text(traded, "X"), Text(traded, "z"), Text(traded, "l")));
        JsonElement position = (await venue.HearAsync(events, message => IsEvent(message, "outboundAccountPosition"))).GetProperty("event");
        Assert.Equal("1.00099900", Text(position.GetProperty("B").EnumerateArray().Single(balance => Text(balance, "a") == "BTC"), "f"));

        JsonElement account = (await SignedAsync(venue, HttpMethod.Get, "/api/v3/account", "omitZeroBalances=true")).Body;
        decimal spent = 10_000m - (Number(ask) * 0.001m);
        Assert.Equal(spent, Number(Text(account.GetProperty("balances").EnumerateArray().Single(balance => Text(balance, "asset") == "USDT"), "free")));
        JsonElement trade = Assert.Single((await SignedAsync(venue, HttpMethod.Get, "/api/v3/myTrades", "symbol=BTCUSDT")).Body.EnumerateArray());
        Assert.Equal((placed.GetProperty("orderId").GetInt64(), true, false), (trade.GetProperty("orderId").GetInt64(), trade.GetProperty("isBuyer").GetBoolean(), trade.GetProperty("isMaker").GetBoolean()));
        Assert.True(Number(bid) < Number(ask));
    }

    [Fact]
    public async Task A_resting_order_is_listed_locked_cancelled_and_not_cancelled_twice()
    {
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket events = await SubscribeAsync(venue);
        JsonElement placed = (await SignedAsync(venue, HttpMethod.Post, Orders, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.10000&price=1000.00&newClientOrderId=rests")).Body;
        Assert.Equal(("NEW", 0), (Text(placed, "status"), placed.GetProperty("fills").GetArrayLength()));
        JsonElement open = Assert.Single((await SignedAsync(venue, HttpMethod.Get, "/api/v3/openOrders", "")).Body.EnumerateArray());
        Assert.Equal("rests", Text(open, "clientOrderId"));
        JsonElement usdt = await BalanceAsync(venue, "USDT");
        Assert.Equal(("9900.00000000", "100.00000000"), (Text(usdt, "free"), Text(usdt, "locked")));

        (int status, JsonElement cancelled) = await SignedAsync(venue, HttpMethod.Delete, Orders, "symbol=BTCUSDT&origClientOrderId=rests");
        Assert.Equal((200, "CANCELED", "rests"), (status, Text(cancelled, "status"), Text(cancelled, "origClientOrderId")));
        Assert.Equal("CANCELED", Text(await ReportAsync(venue, events, "CANCELED"), "X"));
        Assert.Equal((400, -2011), Code(await SignedAsync(venue, HttpMethod.Delete, Orders, "symbol=BTCUSDT&origClientOrderId=rests")));
        Assert.Equal("CANCELED", Text((await SignedAsync(venue, HttpMethod.Get, Orders, "symbol=BTCUSDT&origClientOrderId=rests")).Body, "status"));
        Assert.Equal("0.00000000", Text(await BalanceAsync(venue, "USDT"), "locked"));
        Assert.Single((await SignedAsync(venue, HttpMethod.Get, "/api/v3/allOrders", "symbol=BTCUSDT")).Body.EnumerateArray());
    }

    [Theory]
    [InlineData("symbol=NOSUCH&side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=1", -1121)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.0001", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.0001&price=50000", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=x&price=50000", -1100)]
    [InlineData("symbol=BTCUSDT&side=HOLD&type=LIMIT&timeInForce=IOC&quantity=0.0001&price=50000", -1117)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=STOP&timeInForce=IOC&quantity=0.0001&price=50000", -1116)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=FOK&quantity=0.0001&price=50000", -1115)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=5&price=50000", -2010)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.00000001&price=50000", -1013)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.0001&price=50000.001", -1013)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.00010&price=1.00", -1013)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.00010&price=900000", -2010)]
    public async Task What_is_wrong_with_an_order_is_said_with_the_venues_code(string order, int code)
    {
        await using PrivateVenue venue = await StartAsync();
        Assert.Equal((400, code), Code(await SignedAsync(venue, HttpMethod.Post, Orders, order)));
        Assert.Equal(0, (await SignedAsync(venue, HttpMethod.Get, "/api/v3/openOrders", "")).Body.GetArrayLength());
    }

    [Fact]
    public async Task A_client_order_id_is_taken_once_and_an_unknown_one_does_not_exist()
    {
        await using PrivateVenue venue = await StartAsync();
        const string order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.10000&price=1000.00&newClientOrderId=once";
        Assert.Equal(200, (await SignedAsync(venue, HttpMethod.Post, Orders, order)).Status);
        Assert.Equal((400, -2010), Code(await SignedAsync(venue, HttpMethod.Post, Orders, order)));
        Assert.Equal((400, -2013), Code(await SignedAsync(venue, HttpMethod.Get, Orders, "symbol=BTCUSDT&origClientOrderId=never")));
        Assert.Equal((400, -2011), Code(await SignedAsync(venue, HttpMethod.Delete, Orders, "symbol=BTCUSDT&origClientOrderId=never")));
    }

    [Fact]
    public async Task Who_may_not_ask_is_told_so()
    {
        await using PrivateVenue venue = await StartAsync();
        long now = venue.Milliseconds;
        Assert.Equal((401, -2014), Code(await venue.SendAsync(HttpMethod.Get, "/api/v3/account")));
        Assert.Equal((401, -2015), Code(await venue.SendAsync(HttpMethod.Get, "/api/v3/account", null, ("X-MBX-APIKEY", "another"))));
        Assert.Equal((400, -1102), Code(await KeyedAsync(venue, "")));
        Assert.Equal((400, -1102), Code(await KeyedAsync(venue, $"timestamp={now}")));
        Assert.Equal((400, -1022), Code(await KeyedAsync(venue, $"timestamp={now}&signature=00")));
        Assert.Equal((400, -1021), Code(await KeyedAsync(venue, Sign($"timestamp={now - 10_000}"))));
        Assert.Equal((400, -1021), Code(await KeyedAsync(venue, Sign($"timestamp={now + 5_000}"))));
        Assert.Equal((400, -1131), Code(await KeyedAsync(venue, Sign($"timestamp={now}&recvWindow=60001"))));
        Assert.Equal(200, (await KeyedAsync(venue, Sign($"timestamp={now - 10_000}&recvWindow=30000"))).Status);
    }

    [Fact]
    public async Task A_listen_key_opens_the_same_events_without_their_envelope()
    {
        await using PrivateVenue venue = await StartAsync();
        JsonElement key = (await venue.SendAsync(HttpMethod.Post, "/api/v3/userDataStream", null, ("X-MBX-APIKEY", PrivateVenue.Key))).Body;
        using ClientWebSocket events = await venue.ConnectAsync("/ws/" + Text(key, "listenKey"));
        Assert.Equal(200, (await SignedAsync(venue, HttpMethod.Post, Orders, "symbol=BTCUSDT&side=SELL&type=LIMIT_MAKER&quantity=0.10000&price=900000.00")).Status);
        JsonElement report = await venue.HearAsync(events, message => Text(message, "e") == "executionReport");
        Assert.Equal(("LIMIT_MAKER", "GTC", "NEW"), (Text(report, "o"), Text(report, "f"), Text(report, "x")));
        Assert.Equal((400, -1125), Code(await venue.SendAsync(HttpMethod.Put, "/api/v3/userDataStream?listenKey=no", null, ("X-MBX-APIKEY", PrivateVenue.Key))));
    }

    [SkippableFact]
    public async Task Its_bodies_have_the_fields_of_the_documented_ones()
    {
        Skip.IfNot(Captures.Exist, "No captures here.");
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket events = await SubscribeAsync(venue);
        string ask = (await BestAsync(venue)).Ask;
        Like("Spot_Trading_PlaceOrder", (await SignedAsync(venue, HttpMethod.Post, Orders, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.00100&price={ask}")).Body);
        await SignedAsync(venue, HttpMethod.Post, Orders, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.10000&price=1000.00&newClientOrderId=rests");
        Like("Spot_Trading_GetOrder", (await SignedAsync(venue, HttpMethod.Get, Orders, "symbol=BTCUSDT&origClientOrderId=rests")).Body);
        Like("Spot_Trading_GetOpenOrders", (await SignedAsync(venue, HttpMethod.Get, "/api/v3/openOrders", "")).Body);
        Like("Spot_Trading_GetOrders", (await SignedAsync(venue, HttpMethod.Get, "/api/v3/allOrders", "symbol=BTCUSDT")).Body);
        Like("Spot_Trading_GetUserTrades", (await SignedAsync(venue, HttpMethod.Get, "/api/v3/myTrades", "symbol=BTCUSDT")).Body);
        Like("Spot_Account_GetAccountInfo", (await SignedAsync(venue, HttpMethod.Get, "/api/v3/account", "")).Body);
        Like("Spot_Trading_CancelOrder", (await SignedAsync(venue, HttpMethod.Delete, Orders, "symbol=BTCUSDT&origClientOrderId=rests")).Body);

        foreach (JsonElement sample in File.ReadLines(Captures.PathOf("binance/ws_docs_samples.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(sample => Text(sample, "dir") == "received" && Text(sample, "case") is "Subscriptions/Spot/Account/Order" or "Subscriptions/Spot/Account/AccountPosition")
            .Select(sample => sample.GetProperty("msg"))
            .Where(message => message.TryGetProperty("event", out _)))
        {
            string kind = Text(sample.GetProperty("event"), "e");
            Shape.RequireLike(sample, await venue.HearAsync(events, message => IsEvent(message, kind)));
        }
    }

    private static void Like(string sample, JsonElement message) => Shape.RequireLike($"binance/rest_docs/{sample}.json", message);

    private static Task<PrivateVenue> StartAsync() => PrivateVenue.StartAsync(VenueNames.Binance, ("USDT", 10_000m), ("BTC", 1m));

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static (int Status, int Code) Code((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("code").GetInt32());

    private static bool IsEvent(JsonElement message, string kind) => message.TryGetProperty("event", out JsonElement told) && Text(told, "e") == kind;

    private static async Task<JsonElement> ReportAsync(PrivateVenue venue, ClientWebSocket events, string execution)
        => (await venue.HearAsync(events, message => IsEvent(message, "executionReport") && Text(message.GetProperty("event"), "x") == execution)).GetProperty("event");

    private static string Sign(string parameters)
        => $"{parameters}&signature={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PrivateVenue.Secret), Encoding.UTF8.GetBytes(parameters)))}";

    private static Task<(int Status, JsonElement Body)> KeyedAsync(PrivateVenue venue, string query)
        => venue.SendAsync(HttpMethod.Get, "/api/v3/account?" + query, null, ("X-MBX-APIKEY", PrivateVenue.Key));

    /// <summary>Orders in a form, as clients send them; everything else as a query.</summary>
    private static async Task<(int Status, JsonElement Body)> SignedAsync(PrivateVenue venue, HttpMethod method, string path, string parameters)
    {
        string signed = Sign((parameters.Length == 0 ? "" : parameters + "&") + $"timestamp={venue.Milliseconds}");
        if (method != HttpMethod.Post) return await venue.SendAsync(method, $"{path}?{signed}", null, ("X-MBX-APIKEY", PrivateVenue.Key));
        using var form = new StringContent(signed, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await venue.SendAsync(method, path, form, ("X-MBX-APIKEY", PrivateVenue.Key));
    }

    private static async Task<JsonElement> BalanceAsync(PrivateVenue venue, string asset)
        => (await SignedAsync(venue, HttpMethod.Get, "/api/v3/account", "")).Body.GetProperty("balances").EnumerateArray().Single(balance => Text(balance, "asset") == asset);

    private static async Task<(string Bid, string Ask)> BestAsync(PrivateVenue venue)
    {
        JsonElement book = (await venue.SendAsync(HttpMethod.Get, "/api/v3/depth?symbol=BTCUSDT&limit=5")).Body;
        return (book.GetProperty("bids")[0][0].GetString()!, book.GetProperty("asks")[0][0].GetString()!);
    }

    private static async Task<ClientWebSocket> SubscribeAsync(PrivateVenue venue)
    {
        ClientWebSocket socket = await venue.ConnectAsync("/ws-api/v3");
        long now = venue.Milliseconds;
        string signature = Sign($"apiKey={PrivateVenue.Key}&timestamp={now}").Split("signature=")[1];
        await venue.SayAsync(socket, $$$"""{"id":"1","method":"userDataStream.subscribe.signature","params":{"apiKey":"{{{PrivateVenue.Key}}}","timestamp":{{{now}}},"signature":"{{{signature}}}"}}""");
        JsonElement answer = await venue.HearAsync(socket, message => message.TryGetProperty("status", out _));
        Assert.Equal(200, answer.GetProperty("status").GetInt32());
        return socket;
    }
}

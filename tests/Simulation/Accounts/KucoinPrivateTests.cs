using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.Tests.Support;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>KuCoin's private side over HTTP and the private topics, as a client meets it.</summary>
public sealed class KucoinPrivateTests
{
    private const string Orders = "/api/v1/hf/orders";

    [Fact]
    public async Task An_IOC_order_is_filled_told_and_booked()
    {
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket socket = await SubscribeAsync(venue, "/spotMarket/tradeOrdersV2", "/account/balance");
        JsonElement placed = await DataAsync(venue, HttpMethod.Post, Orders, """{"clientOid":"1-2-3","side":"buy","symbol":"BTC-USDT","type":"limit","price":"900000","size":"0.01","timeInForce":"IOC"}""");
        string id = Text(placed, "orderId");
        JsonElement order = await DataAsync(venue, HttpMethod.Get, $"{Orders}/client-order/1-2-3?symbol=BTC-USDT");
        Assert.Equal((id, "False", "0.01"), (Text(order, "id"), Text(order, "active"), Text(order, "dealSize")));
        Assert.Equal(Text(order, "dealFunds"), Text(await DataAsync(venue, HttpMethod.Get, $"{Orders}/{id}?symbol=BTC-USDT"), "dealFunds"));

        JsonElement match = await TopicAsync(venue, socket, "/spotMarket/tradeOrdersV2", data => Text(data, "type") == "match");
        Assert.Equal(("1-2-3", "taker"), (Text(match, "clientOid"), Text(match, "liquidity")));
        JsonElement balance = await TopicAsync(venue, socket, "/account/balance", data => Text(data, "currency") == "BTC");
        Assert.True(Number(balance, "availableChange") > 0);
        JsonElement usdt = await AccountAsync(venue, "USDT");
        Assert.Equal(20_000m - Number(order, "dealFunds") - Number(order, "fee"), Number(usdt, "balance"));
        JsonElement fills = (await DataAsync(venue, HttpMethod.Get, $"/api/v1/hf/fills?symbol=BTC-USDT&orderId={id}")).GetProperty("items");
        Assert.Equal(Number(order, "dealFunds"), fills.EnumerateArray().Sum(fill => Number(fill, "funds")));
    }

    [Fact]
    public async Task A_resting_order_is_listed_held_and_cancelled_once()
    {
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket socket = await SubscribeAsync(venue, "/spotMarket/tradeOrdersV2");
        await DataAsync(venue, HttpMethod.Post, Orders, """{"clientOid":"rests","side":"sell","symbol":"BTC-USDT","type":"limit","price":"900000","size":"0.5","postOnly":true}""");
        JsonElement open = Assert.Single((await DataAsync(venue, HttpMethod.Get, $"{Orders}/active?symbol=BTC-USDT")).EnumerateArray());
        Assert.Equal(("rests", "True", "True"), (Text(open, "clientOid"), Text(open, "active"), Text(open, "postOnly")));
        Assert.Equal(0.5m, Number(await AccountAsync(venue, "BTC"), "holds"));
        Assert.Equal("0.5", Text(await TopicAsync(venue, socket, "/spotMarket/tradeOrdersV2", data => Text(data, "type") == "open"), "remainSize"));

        Assert.Equal("rests", Text(await DataAsync(venue, HttpMethod.Delete, $"{Orders}/client-order/rests?symbol=BTC-USDT"), "clientOid"));
        Assert.Equal("0.5", Text(await TopicAsync(venue, socket, "/spotMarket/tradeOrdersV2", data => Text(data, "type") == "canceled"), "canceledSize"));
        Assert.Equal("400100", await CodeAsync(venue, HttpMethod.Delete, $"{Orders}/client-order/rests?symbol=BTC-USDT"));
        Assert.Equal("100001", await CodeAsync(venue, HttpMethod.Get, $"{Orders}/client-order/never?symbol=BTC-USDT"));
        JsonElement done = Assert.Single((await DataAsync(venue, HttpMethod.Get, $"{Orders}/done?symbol=BTC-USDT")).GetProperty("items").EnumerateArray());
        Assert.Equal(("rests", "True"), (Text(done, "clientOid"), Text(done, "cancelExist")));
    }

    [Theory]
    [InlineData("""{"side":"buy","symbol":"NO-SUCH","price":"1","size":"1"}""", "900001")]
    [InlineData("""{"side":"hold","symbol":"BTC-USDT","price":"1","size":"1"}""", "400100")]
    [InlineData("""{"side":"buy","symbol":"BTC-USDT","price":"1000","size":"x"}""", "300000")]
    [InlineData("""{"side":"buy","symbol":"BTC-USDT","price":"50000","size":"5"}""", "200004")]
    [InlineData("""{"side":"buy","symbol":"BTC-USDT","price":"50000","size":"0.0000001"}""", "400100")]
    [InlineData("""{"side":"buy","symbol":"BTC-USDT","price":"900000","size":"0.01","postOnly":true}""", "300000")]
    [InlineData("no json", "400100")]
    public async Task What_is_wrong_with_an_order_is_said_with_the_venues_code(string order, string code)
    {
        await using PrivateVenue venue = await StartAsync();
        Assert.Equal(code, await CodeAsync(venue, HttpMethod.Post, Orders, order));
    }

    [Fact]
    public async Task Who_may_not_ask_is_told_so()
    {
        await using PrivateVenue venue = await StartAsync();
        const string path = "/api/v1/accounts";
        Assert.Equal("400001", Text((await venue.SendAsync(HttpMethod.Get, path)).Body, "code"));
        Assert.Equal("400002", await CodeAsync(venue, HttpMethod.Get, path, late: 10_000));
        Assert.Equal("400003", await CodeAsync(venue, HttpMethod.Get, path, key: "another"));
        Assert.Equal("400004", await CodeAsync(venue, HttpMethod.Get, path, passphrase: "another"));
        Assert.Equal("400005", await CodeAsync(venue, HttpMethod.Get, path, signedPath: "/api/v1/other"));
        Assert.Equal("200000", await CodeAsync(venue, HttpMethod.Get, path));
    }

    [SkippableFact]
    public async Task Its_bodies_have_the_fields_of_the_documented_ones()
    {
        Skip.IfNot(Captures.Exist, "No captures here.");
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket socket = await SubscribeAsync(venue, "/spotMarket/tradeOrdersV2", "/account/balance");
        const string ioc = """{"clientOid":"CID","side":"buy","symbol":"BTC-USDT","type":"limit","price":"900000","size":"0.01","timeInForce":"IOC"}""";
        Like("HfTrading_PlaceOrder", await AnswerAsync(venue, HttpMethod.Post, Orders, ioc.Replace("CID", "a", StringComparison.Ordinal)));
        Like("HfTrading_PlaceOrderWait", await AnswerAsync(venue, HttpMethod.Post, Orders + "/sync", ioc.Replace("CID", "b", StringComparison.Ordinal)));
        await DataAsync(venue, HttpMethod.Post, Orders, """{"clientOid":"rests","side":"sell","symbol":"BTC-USDT","type":"limit","price":"900000","size":"0.5"}""");
        Like("HfTrading_GetOrderByClientOrderId", await AnswerAsync(venue, HttpMethod.Get, $"{Orders}/client-order/rests?symbol=BTC-USDT"));
        Like("HfTrading_GetOpenOrders", await AnswerAsync(venue, HttpMethod.Get, $"{Orders}/active?symbol=BTC-USDT"));
        Like("HfTrading_CancelOrderByClientOrderId", await AnswerAsync(venue, HttpMethod.Delete, $"{Orders}/client-order/rests?symbol=BTC-USDT"));
        Like("HfTrading_GetClosedOrders", await AnswerAsync(venue, HttpMethod.Get, $"{Orders}/done?symbol=BTC-USDT"));
        Like("HfTrading_GetUserTrades", await AnswerAsync(venue, HttpMethod.Get, "/api/v1/hf/fills?symbol=BTC-USDT"));
        Like("Account_GetAccounts", await AnswerAsync(venue, HttpMethod.Get, "/api/v1/accounts"));

        foreach (JsonElement sample in File.ReadLines(Captures.PathOf("kucoin/ws_docs_samples.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(sample => Text(sample, "dir") == "received" && Text(sample, "case") is "Subscriptions/Spot/MatchOrder" or "Subscriptions/Spot/NewOrder" or "Subscriptions/Spot/OrderUpdate" or "Subscriptions/Spot/Balance")
            .Select(sample => sample.GetProperty("msg"))
            .Where(message => message.TryGetProperty("data", out _))
            .OrderBy(message => Array.IndexOf(["received", "match", "", "open"], Text(message.GetProperty("data"), "type"))))
        {
            string type = Text(sample.GetProperty("data"), "type");
            JsonElement message = await venue.HearAsync(socket, message => Text(message, "topic") == Text(sample, "topic") && Text(message.GetProperty("data"), "type") == type);
            Shape.RequireLike(sample, message);
        }
    }

    private static void Like(string sample, JsonElement answer, params string[] except) => Shape.RequireLike($"kucoin/rest_docs/Spot_{sample}.json", answer, except);

    private static Task<PrivateVenue> StartAsync() => PrivateVenue.StartAsync(VenueNames.Kucoin, ("USDT", 20_000m), ("BTC", 1m));

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    private static decimal Number(JsonElement element, string name) => decimal.Parse(Text(element, name), CultureInfo.InvariantCulture);

    private static string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PrivateVenue.Secret), Encoding.UTF8.GetBytes(text)));

    private static async Task<JsonElement> AnswerAsync(
        PrivateVenue venue, HttpMethod method, string path, string body = "", long late = 0, string key = PrivateVenue.Key, string passphrase = PrivateVenue.Passphrase, string? signedPath = null)
    {
        string timestamp = (venue.Milliseconds - late).ToString(CultureInfo.InvariantCulture);
        using StringContent? content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return (await venue.SendAsync(
            method, path, content,
            ("KC-API-KEY", key),
            ("KC-API-SIGN", Sign(timestamp + method.Method + (signedPath ?? path) + body)),
            ("KC-API-TIMESTAMP", timestamp),
            ("KC-API-PASSPHRASE", Sign(passphrase)),
            ("KC-API-KEY-VERSION", "2"))).Body;
    }

    private static async Task<JsonElement> DataAsync(PrivateVenue venue, HttpMethod method, string path, string body = "")
    {
        JsonElement answer = await AnswerAsync(venue, method, path, body);
        Assert.Equal("200000", Text(answer, "code"));
        return answer.GetProperty("data");
    }

    private static async Task<string> CodeAsync(
        PrivateVenue venue, HttpMethod method, string path, string body = "", long late = 0, string key = PrivateVenue.Key, string passphrase = PrivateVenue.Passphrase, string? signedPath = null)
        => Text(await AnswerAsync(venue, method, path, body, late, key, passphrase, signedPath), "code");

    private static async Task<JsonElement> AccountAsync(PrivateVenue venue, string currency)
        => Assert.Single((await DataAsync(venue, HttpMethod.Get, $"/api/v1/accounts?type=trade&currency={currency}")).EnumerateArray());

    private static async Task<ClientWebSocket> SubscribeAsync(PrivateVenue venue, params string[] topics)
    {
        string token = Text(await DataAsync(venue, HttpMethod.Post, "/api/v1/bullet-private"), "token");
        ClientWebSocket socket = await venue.ConnectAsync("/?token=" + Uri.EscapeDataString(token));
        foreach (string topic in topics)
        {
            await venue.SayAsync(socket, $$"""{"id":"{{topic}}","type":"subscribe","topic":"{{topic}}","privateChannel":true,"response":true}""");
            await venue.HearAsync(socket, message => Text(message, "type") == "ack" && Text(message, "id") == topic);
        }

        return socket;
    }

    private static async Task<JsonElement> TopicAsync(PrivateVenue venue, ClientWebSocket socket, string topic, Func<JsonElement, bool> isMeant)
        => (await venue.HearAsync(socket, message => Text(message, "topic") == topic && isMeant(message.GetProperty("data")))).GetProperty("data");
}

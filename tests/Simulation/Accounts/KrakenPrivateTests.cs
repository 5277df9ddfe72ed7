using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.Tests.Support;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>Kraken's private side over HTTP and the v2 socket, as a client meets it.</summary>
public sealed class KrakenPrivateTests
{
    private long _nonce;

    [Fact]
    public async Task An_IOC_order_is_filled_told_and_booked()
    {
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket socket = await SubscribeAsync(venue, "executions");
        using ClientWebSocket balances = await SubscribeAsync(venue, "balances");
        JsonElement added = await ResultAsync(venue, "AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=900000&volume=0.01&timeinforce=IOC&cl_ord_id=1-2-3");
        string txid = added.GetProperty("txid")[0].GetString()!;
        Assert.StartsWith("buy 0.01000000 XBTUSD @ limit 900000", added.GetProperty("descr").GetProperty("order").GetString(), StringComparison.Ordinal);

        JsonElement order = (await ResultAsync(venue, "QueryOrders", $"txid={txid}")).GetProperty(txid);
        Assert.Equal(("closed", "1-2-3", "0.01000000"), (Text(order, "status"), Text(order, "cl_ord_id"), Text(order, "vol_exec")));
        JsonElement trade = await ExecutionAsync(venue, socket, "trade");
        Assert.Equal((txid, "1-2-3", "BTC/USD", "t"), (Text(trade, "order_id"), Text(trade, "cl_ord_id"), Text(trade, "symbol"), Text(trade, "liquidity_ind")));
        JsonElement filled = await ExecutionAsync(venue, socket, "filled");
        Assert.Equal((0.01m, Number(order, "cost")), (filled.GetProperty("cum_qty").GetDecimal(), filled.GetProperty("cum_cost").GetDecimal()));

        JsonElement account = await ResultAsync(venue, "Balance", "");
        Assert.Equal((1.01m, 20_000m - Number(order, "cost") - Number(order, "fee")), (Number(account, "XXBT"), Number(account, "ZUSD")));
        JsonElement moved = await venue.HearAsync(balances, message => Text(message, "channel") == "balances" && Text(message, "type") == "update");
        Assert.True(moved.GetProperty("data")[0].GetProperty("amount").GetDecimal() is > 0 and <= 0.01m);
        JsonElement trades = (await ResultAsync(venue, "TradesHistory", "")).GetProperty("trades");
        Assert.All(trades.EnumerateObject(), listed => Assert.Equal((txid, "XXBTZUSD"), (Text(listed.Value, "ordertxid"), Text(listed.Value, "pair"))));
        Assert.Equal(Number(order, "cost"), trades.EnumerateObject().Sum(listed => Number(listed.Value, "cost")));
    }

    [Fact]
    public async Task A_resting_order_is_listed_held_and_cancelled_once()
    {
        await using PrivateVenue venue = await StartAsync();
        using ClientWebSocket socket = await SubscribeAsync(venue, "executions");
        await ResultAsync(venue, "AddOrder", "pair=BTC/USD&type=buy&ordertype=limit&price=1000&volume=0.1&oflags=post&cl_ord_id=rests");
        JsonElement open = (await ResultAsync(venue, "OpenOrders", "cl_ord_id=rests")).GetProperty("open").EnumerateObject().Single().Value;
        Assert.Equal(("open", "fciq,post"), (Text(open, "status"), Text(open, "oflags")));
        Assert.Equal(100.1m, Number((await ResultAsync(venue, "BalanceEx", "")).GetProperty("ZUSD"), "hold_trade"));
        Assert.Equal("rests", Text(await ExecutionAsync(venue, socket, "new"), "cl_ord_id"));

        Assert.Equal(1, (await ResultAsync(venue, "CancelOrder", "cl_ord_id=rests")).GetProperty("count").GetInt32());
        Assert.Equal("User requested", Text(await ExecutionAsync(venue, socket, "canceled"), "reason"));
        Assert.Equal("EOrder:Unknown order", await ErrorAsync(venue, "CancelOrder", "cl_ord_id=rests"));
        JsonElement closed = (await ResultAsync(venue, "ClosedOrders", "")).GetProperty("closed").EnumerateObject().Single().Value;
        Assert.Equal(("canceled", "User requested"), (Text(closed, "status"), Text(closed, "reason")));
        Assert.Equal(0, (await ResultAsync(venue, "CancelAll", "")).GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("pair=NOSUCH&type=buy&ordertype=limit&price=1&volume=1", "EQuery:Unknown asset pair")]
    [InlineData("pair=XBTUSD&type=hold&ordertype=limit&price=1&volume=1", "EGeneral:Invalid arguments:type")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=market&volume=1", "EGeneral:Invalid arguments:ordertype")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=1000&volume=x", "EGeneral:Invalid arguments:volume")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=5", "EOrder:Insufficient funds")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.00001", "EGeneral:Invalid arguments:volume minimum not met")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=900000&volume=0.01&oflags=post", "EOrder:Post only order")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=1000&volume=0.1&cl_ord_id=an-id-that-is-too-long", "EGeneral:Invalid arguments:cl_ord_id")]
    public async Task What_is_wrong_with_an_order_is_said_in_the_venues_words(string order, string error)
    {
        await using PrivateVenue venue = await StartAsync();
        Assert.Equal(error, await ErrorAsync(venue, "AddOrder", order));
    }

    [Fact]
    public async Task Who_may_not_ask_is_told_so()
    {
        await using PrivateVenue venue = await StartAsync();
        Assert.Equal("EAPI:Invalid key", ErrorOf(await PostAsync(venue, "Balance", "nonce=1", "another", "")));
        Assert.Equal("EAPI:Invalid nonce", ErrorOf(await PostAsync(venue, "Balance", "", PrivateVenue.Key, "")));
        Assert.Equal("EAPI:Invalid signature", ErrorOf(await PostAsync(venue, "Balance", "nonce=1", PrivateVenue.Key, "AAAA")));
        Assert.Equal(JsonValueKind.Object, (await ResultAsync(venue, "Balance", "")).ValueKind);
        _nonce--;
        Assert.Equal("EAPI:Invalid nonce", await ErrorAsync(venue, "Balance", ""));
        Assert.Equal("EOrder:Unknown order", await ErrorAsync(venue, "QueryOrders", "txid=OUF4EM-FRGI2-MQMWZD"));
        using ClientWebSocket socket = await venue.ConnectAsync("/v2");
        await venue.SayAsync(socket, """{"method":"subscribe","params":{"channel":"executions","token":"no"}}""");
        JsonElement refused = await venue.HearAsync(socket, message => message.TryGetProperty("success", out _));
        Assert.False(refused.GetProperty("success").GetBoolean());
    }

    [SkippableFact]
    public async Task Its_bodies_have_the_fields_of_the_documented_ones()
    {
        Skip.IfNot(Captures.Exist, "No captures here.");
        await using PrivateVenue venue = await StartAsync();
        Like("Spot_Trading_PlaceOrder", await AnswerAsync(venue, "AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=900000&volume=0.01&timeinforce=IOC"), "/result/descr/close");
        Like("Spot_Account_GetBalances", await AnswerAsync(venue, "Balance", ""), "/result/ZEUR", "/result/XETH", "/result/USDT", "/result/DAI", "/result/DOT", "/result/ETH2.S", "/result/ETH2", "/result/USD.M");
        await ResultAsync(venue, "AddOrder", "pair=BTC/USD&type=buy&ordertype=limit&price=1000&volume=0.1&cl_ord_id=rests");
        LikeOne("Spot_Trading_GetOpenOrders", (await ResultAsync(venue, "OpenOrders", "")).GetProperty("open"), "open");
        await ResultAsync(venue, "CancelOrder", "cl_ord_id=rests");
        LikeOne("Spot_Trading_GetClosedOrders", (await ResultAsync(venue, "ClosedOrders", "")).GetProperty("closed"), "closed", "/trigger");
        LikeOne("Spot_Trading_GetUserTrades", (await ResultAsync(venue, "TradesHistory", "")).GetProperty("trades"), "trades");
    }

    private static void Like(string sample, JsonElement answer, params string[] except) => Shape.RequireLike($"kraken/rest_docs/{sample}.json", answer, except);

    /// <summary>Listed by their ids: one is compared with one.</summary>
    private static void LikeOne(string sample, JsonElement listed, string list, params string[] except)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Captures.PathOf($"kraken/rest_docs/{sample}.json")));
        JsonElement documented = document.RootElement.GetProperty("result").GetProperty(list).EnumerateObject().First().Value;
        Shape.RequireLike(documented, listed.EnumerateObject().First().Value, except);
    }

    private static Task<PrivateVenue> StartAsync() => PrivateVenue.StartAsync(VenueNames.Kraken, ("USD", 20_000m), ("BTC", 1m));

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    private static decimal Number(JsonElement element, string name) => decimal.Parse(Text(element, name), CultureInfo.InvariantCulture);

    private static string ErrorOf(JsonElement answer) => answer.GetProperty("error")[0].GetString()!;

    private static async Task<JsonElement> PostAsync(PrivateVenue venue, string method, string body, string key, string signature)
    {
        using var form = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        (int status, JsonElement answer) = await venue.SendAsync(HttpMethod.Post, "/0/private/" + method, form, ("API-Key", key), ("API-Sign", signature));
        Assert.Equal(200, status);
        return answer;
    }

    private Task<JsonElement> AnswerAsync(PrivateVenue venue, string method, string parameters)
    {
        string nonce = (++_nonce).ToString(CultureInfo.InvariantCulture);
        string body = $"nonce={nonce}" + (parameters.Length == 0 ? "" : "&" + parameters);
        byte[] signed = [.. Encoding.UTF8.GetBytes("/0/private/" + method), .. SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body))];
        byte[] secret = Convert.FromBase64String(PrivateVenue.Secret);
        return PostAsync(venue, method, body, PrivateVenue.Key, Convert.ToBase64String(HMACSHA512.HashData(secret, signed)));
    }

    private async Task<JsonElement> ResultAsync(PrivateVenue venue, string method, string parameters)
    {
        JsonElement answer = await AnswerAsync(venue, method, parameters);
        Assert.Equal("[]", answer.GetProperty("error").GetRawText());
        return answer.GetProperty("result");
    }

    private async Task<string> ErrorAsync(PrivateVenue venue, string method, string parameters) => ErrorOf(await AnswerAsync(venue, method, parameters));

    private async Task<ClientWebSocket> SubscribeAsync(PrivateVenue venue, string channel)
    {
        string token = Text(await ResultAsync(venue, "GetWebSocketsToken", ""), "token");
        ClientWebSocket socket = await venue.ConnectAsync("/v2");
        await venue.SayAsync(socket, $$"""{"method":"subscribe","params":{"channel":"{{channel}}","token":"{{token}}"},"req_id":1}""");
        await venue.HearAsync(socket, message => Text(message, "channel") == channel && Text(message, "type") == "snapshot");
        return socket;
    }

    private static async Task<JsonElement> ExecutionAsync(PrivateVenue venue, ClientWebSocket socket, string execution)
        => (await venue.HearAsync(socket, message => Text(message, "channel") == "executions" && Text(message.GetProperty("data")[0], "exec_type") == execution)).GetProperty("data")[0];
}

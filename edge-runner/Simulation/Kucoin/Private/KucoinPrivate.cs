using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kucoin.Private;

/// <summary>
/// KuCoin's private REST paths of the high-frequency ("hf") account, over a simulated account: limit orders, queries, fills,
/// balances of the trade account, and the token for the private topics. Not offered: the classic order paths, market and stop
/// orders, batches, margin. What is outside trading is <see cref="KucoinFunding"/>.
/// </summary>
internal sealed class KucoinPrivate(Func<ISimulatedAccount?> account, KucoinFunding funding, Func<DateTimeOffset> now)
{
    /// <summary>The token that <c>bullet-private</c> gives out.</summary>
    public const string Token = "2neAiuYvAU61ZDXANAGAsiL4-iAExhsBXZxftpOeh_55i3Ysy2q2LEsEWU64mdzUOPusi34M_wGoSf7iNyEWJ1UQy47YbpY4.private.simulated==";

    private const string Orders = "/api/v1/hf/orders";
    private const string ByClient = Orders + "/client-order/";
    private const int MostListed = 100;

    /// <summary>Null where the path is none of these.</summary>
    public RestReply? TryAnswer(RestRequest request)
    {
        Func<RestRequest, RestReply>? answer = (request.Method, request.Path) switch
        {
            ("POST", Orders) => order => Place(order, waits: false),
            ("POST", Orders + "/sync") => order => Place(order, waits: true),
            ("DELETE", Orders) => CancelSymbol,
            ("GET", Orders + "/active") => Active,
            ("GET", Orders + "/done") => Done,
            ("GET", "/api/v1/hf/fills") => Fills,
            ("GET", "/api/v1/accounts") => Accounts,
            ("GET", "/api/v1/user/api-key") => KeyInfo,
            ("POST", "/api/v1/bullet-private") => Bullet,
            ("DELETE", _) when request.Path.StartsWith(Orders + "/", StringComparison.Ordinal) => Cancel,
            ("GET", _) when request.Path.StartsWith(Orders + "/", StringComparison.Ordinal) => Query,
            _ => null,
        };
        KeyRights needed = request.Method == "GET" || request.Path == "/api/v1/bullet-private" ? KeyRights.None : KeyRights.Trade;
        answer ??= funding.Find(request, out needed);
        if (answer is null) return null;
        return KucoinGate.Check(request, account(), now(), needed) is { } wrong ? Refused(wrong.Code, wrong.Message, 401) : answer(request);
    }

    private ISimulatedAccount Account => account()!;

    internal static RestReply Refused(string code, string message, int status = 200) => new(status, JsonBody.Object(json =>
    {
        json.WriteString("code", code);
        json.WriteString("msg", message);
    }));

    internal static RestReply Data(Action<Utf8JsonWriter> write) => new(200, JsonBody.Object(json =>
    {
        json.WriteString("code", "200000");
        json.WritePropertyName("data");
        write(json);
    }));

    internal static RestReply Object(Action<Utf8JsonWriter> write) => Data(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    internal static void List<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private RestReply Place(RestRequest request, bool waits)
    {
        (OrderRequest? order, (string Code, string Message) wrong) = Read(request.Body);
        if (order is null) return Refused(wrong.Code, wrong.Message);
        (PaperRefusal refusal, PaperOrder? placed) = Account.Place(order);
        if (placed is null)
        {
            string[] words = VenueWords.Of(refusal, VenueNames.Kucoin).Split(' ', 2);
            return char.IsAsciiDigit(words[0][0]) ? Refused(words[0], words[1]) : Refused("300000", VenueWords.Of(refusal, VenueNames.Kucoin));
        }

        return Object(json =>
        {
            json.WriteString("orderId", KucoinOrders.OrderId(placed));
            json.WriteString("clientOid", placed.Id);
            if (!waits) return;
            json.WriteString("orderTime", Milliseconds(placed.SentAt));
            json.WriteString("originSize", placed.Quantity.ToString());
            json.WriteString("dealSize", placed.Filled.ToString());
            json.WriteString("remainSize", placed.Done ? "0" : placed.Missing.ToString());
            json.WriteString("canceledSize", placed.Done ? placed.Missing.ToString() : "0");
            json.WriteString("status", placed.Done ? "done" : "open");
            json.WriteString("matchTime", Milliseconds(placed.ChangedAt));
        });
    }

    private static string Milliseconds(long nanoseconds) => (nanoseconds / 1_000_000).ToString(CultureInfo.InvariantCulture);

    private (OrderRequest? Order, (string Code, string Message) Wrong) Read(string body)
    {
        Dictionary<string, string> fields;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            fields = document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, ("400100", "Invalid Parameter."));
        }

        string Field(string name) => fields.GetValueOrDefault(name, "");
        if (Account.InstrumentOf(Field("symbol")) is null) return (null, ("900001", "symbol not exists"));
        if (Field("side") is not ("buy" or "sell")) return (null, ("400100", "side is invalid."));
        if (Field("type") is not ("limit" or "")) return (null, ("400100", "type is invalid."));
        if (!Exact.TryParse(Field("price"), out Exact price) || price.Sign <= 0) return (null, ("400100", "price is invalid."));
        if (!Exact.TryParse(Field("size"), out Exact size) || size.Sign <= 0) return (null, ("300000", "The quantity is invalid."));
        bool isPostOnly = string.Equals(Field("postOnly"), "true", StringComparison.OrdinalIgnoreCase);
        TimeInForce? lives = Field("timeInForce") switch
        {
            "IOC" => TimeInForce.ImmediateOrCancel,
            "GTC" or "" => isPostOnly ? TimeInForce.PostOnly : TimeInForce.GoodTilCancelled,
            _ => null,
        };
        if (lives is null) return (null, ("400100", "timeInForce is invalid."));
        Side side = Field("side") == "buy" ? Side.Buy : Side.Sell;
        return (new OrderRequest(Field("symbol"), Field("clientOid"), side, new Quantity(size), new Price(price), lives.Value), default);
    }

    private PaperOrder? Find(RestRequest request)
    {
        PaperOrder? order = request.Path.StartsWith(ByClient, StringComparison.Ordinal)
            ? Account.Find(request.Path[ByClient.Length..])
            : Account.Find(KucoinOrders.NumberOf(request.Path[(Orders.Length + 1)..]));
        return order is not null && request["symbol"] == Account.VenueSymbolOf(order.Symbol) ? order : null;
    }

    private RestReply Query(RestRequest request) => Find(request) is { } order
        ? Object(json => KucoinOrders.Order(json, order, Account.VenueSymbolOf(order.Symbol)))
        : Refused("100001", "error.getOrder.orderNotExist");

    private RestReply Cancel(RestRequest request)
    {
        if (Find(request) is not { } order) return Refused("100001", "error.getOrder.orderNotExist");
        if (Account.Cancel(order) is null) return Refused("400100", "order cannot be canceled.");
        bool isByClient = request.Path.StartsWith(ByClient, StringComparison.Ordinal);
        return Object(json => json.WriteString(isByClient ? "clientOid" : "orderId", isByClient ? order.Id : KucoinOrders.OrderId(order)));
    }

    private RestReply CancelSymbol(RestRequest request)
    {
        if (Account.InstrumentOf(request["symbol"] ?? "") is not { } instrument) return Refused("900001", "symbol not exists");
        foreach (PaperOrder order in Account.OpenOrders.Where(order => order.Symbol == instrument.Symbol).ToList()) Account.Cancel(order);
        return Data(json => json.WriteStringValue("success"));
    }

    private RestReply Active(RestRequest request)
    {
        if (Account.InstrumentOf(request["symbol"] ?? "") is not { } instrument) return Refused("900001", "symbol not exists");
        return Data(json => List(json, Account.OpenOrders.Where(order => order.Symbol == instrument.Symbol), order => KucoinOrders.Order(json, order, instrument.VenueSymbol)));
    }

    private RestReply Done(RestRequest request)
    {
        if (Account.InstrumentOf(request["symbol"] ?? "") is not { } instrument) return Refused("900001", "symbol not exists");
        long last = NumberOf(request, "lastId", long.MaxValue);
        List<PaperOrder> ended = Account.Orders
            .Where(order => order.Done && order.Symbol == instrument.Symbol && order.Number < last && IsWithin(request, order.SentAt))
            .Take(Limit(request))
            .ToList();
        return Object(json =>
        {
            json.WriteNumber("lastId", ended.Count == 0 ? 0 : ended[^1].Number);
            json.WritePropertyName("items");
            List(json, ended, order => KucoinOrders.Order(json, order, instrument.VenueSymbol));
        });
    }

    private RestReply Fills(RestRequest request)
    {
        if (Account.InstrumentOf(request["symbol"] ?? "") is not { } instrument) return Refused("900001", "symbol not exists");
        long last = NumberOf(request, "lastId", long.MaxValue);
        long order = request["orderId"] is { } id ? KucoinOrders.NumberOf(id) : -1;
        List<PaperFill> fills = Account.Fills
            .Where(fill => fill.Symbol == instrument.Symbol && fill.Number < last && (request["orderId"] is null || fill.Order.Number == order) && IsWithin(request, fill.Time))
            .Take(Limit(request))
            .ToList();
        return Object(json =>
        {
            json.WritePropertyName("items");
            List(json, fills, fill => KucoinOrders.Fill(json, fill, instrument.VenueSymbol, fill.IsMaker ? instrument.Fees.Maker : instrument.Fees.Taker));
            json.WriteNumber("lastId", fills.Count == 0 ? 0 : fills[^1].Number);
        });
    }

    private RestReply Accounts(RestRequest request)
    {
        IEnumerable<(string Type, Asset Asset, PaperBalance Balance)> shown = Account.Balances.Select(balance => ("trade", balance.Asset, balance.Balance))
            .Concat(funding.Main.Select(holding => ("main", holding.Asset, new PaperBalance(holding.Total, Amount.Zero))))
            .Where(balance => IsType(request["type"], balance.Item1) && (request["currency"] ?? balance.Asset.Code) == balance.Asset.Code);
        return Data(json => List(json, shown, balance =>
        {
            string id = balance.Type == "trade" ? "5bd6e9286d99522a" : "5bd6e9286d99522b";
            json.WriteString("id", id + Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(balance.Asset.Code.PadRight(4)[..4])));
            json.WriteString("currency", balance.Asset.Code);
            json.WriteString("type", balance.Type);
            json.WriteString("balance", balance.Balance.Total.ToString());
            json.WriteString("available", balance.Balance.Free.ToString());
            json.WriteString("holds", balance.Balance.Locked.ToString());
        }));
    }

    private static bool IsType(string? asked, string type) => asked is null || asked == type || (asked == "trade_hf" && type == "trade");

    /// <summary>"Get Apikey Info": the rights by their names there.</summary>
    private RestReply KeyInfo(RestRequest request)
    {
        SimulatedKey key = Account.Options.Find(request.Headers["KC-API-KEY"])!;
        string[] rights = [
            "General",
            .. key.May(KeyRights.Trade) ? ["Spot"] : Array.Empty<string>(),
            .. key.May(KeyRights.Withdraw) ? ["Withdrawal", "FlexTransfers"] : Array.Empty<string>(),
            .. key.May(KeyRights.Earn) ? ["Earn"] : Array.Empty<string>(),
        ];
        return Object(json =>
        {
            json.WriteString("remark", "simulated");
            json.WriteString("apiKey", key.Key);
            json.WriteNumber("apiVersion", 3);
            json.WriteString("permission", string.Join(',', rights));
            json.WriteString("ipWhitelist", "");
            json.WriteNumber("createdAt", 1_698_645_219_000);
            json.WriteNumber("uid", 354_937_868);
            json.WriteBoolean("isMaster", true);
        });
    }

    private RestReply Bullet(RestRequest request) => new(200, KucoinBodies.Bullet(new Utf8Text(), Token, request.WebSocket));

    private static long NumberOf(RestRequest request, string name, long otherwise)
        => long.TryParse(request[name] ?? "", NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : otherwise;

    private static int Limit(RestRequest request) => (int)Math.Clamp(NumberOf(request, "limit", 20), 1, MostListed);

    private static bool IsWithin(RestRequest request, long time)
        => time / 1_000_000 >= NumberOf(request, "startAt", 0) && time / 1_000_000 <= NumberOf(request, "endAt", long.MaxValue);
}

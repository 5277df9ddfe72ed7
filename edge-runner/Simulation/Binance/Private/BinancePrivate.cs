using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>
/// Binance's private REST paths over a simulated account: orders (limit only, for nothing else is ever sent), queries, trades,
/// the account, and the listen key; what is outside trading is <see cref="BinanceFunding"/>. Not offered: MARKET, stop and FOK
/// orders, order lists, cancel-replace, margin.
/// </summary>
internal sealed class BinancePrivate(Func<ISimulatedAccount?> account, BinanceFunding funding, Func<DateTimeOffset> now)
{
    public const string ListenKeyPath = "/api/v3/userDataStream";

    private const string Orders = "/api/v3/order";
    private const string OpenOrders = "/api/v3/openOrders";
    private const int MostListed = 1000;

    private int listenKeys;

    /// <summary>The listen keys that were given out and not taken back.</summary>
    public HashSet<string> ListenKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Null where the path is none of these.</summary>
    public RestReply? TryAnswer(RestRequest request)
    {
        if (request.Path == ListenKeyPath) return BinanceGate.CheckKey(request, account(), out _) is { } unknown ? Refused(unknown) : ListenKey(request);
        KeyRights needed = request.Method == "GET" ? KeyRights.None : KeyRights.Trade;
        Func<Dictionary<string, string>, ISimulatedAccount, RestReply>? answer = (request.Method, request.Path) switch
        {
            ("POST", Orders) => Place,
            ("GET", Orders) => Query,
            ("DELETE", Orders) => Cancel,
            ("GET", OpenOrders) => Open,
            ("DELETE", OpenOrders) => CancelAll,
            ("GET", "/api/v3/allOrders") => All,
            ("GET", "/api/v3/myTrades") => Trades,
            ("GET", "/api/v3/account") => Account,
            _ => null,
        };
        BinanceFunding.Answer? other = answer is null ? funding.Find(request, out needed) : null;
        if (answer is null && other is null) return null;
        if (BinanceGate.CheckKey(request, account(), out SimulatedKey? key) is { } refused) return Refused(refused);
        Dictionary<string, string> parameters = FormParameters.Parse(request.RawQuery + "&" + request.Body);
        if (BinanceGate.CheckSigned(request, parameters, key!, now()) is { } wrong) return Refused(wrong);
        if (!key!.May(needed)) return Refused(BinanceError.UnknownKey);
        return answer is not null ? answer(parameters, account()!) : other!(parameters, account()!, key);
    }

    internal static RestReply Refused(BinanceError error) => new(error.Status, JsonBody.Object(json =>
    {
        json.WriteNumber("code", error.Code);
        json.WriteString("msg", error.Message);
    }));

    internal static RestReply Done(Action<Utf8JsonWriter> write) => new(200, JsonBody.Object(write));

    internal static RestReply List<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => new(200, JsonBody.Write(json =>
    {
        json.WriteStartArray();
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }));

    /// <summary>A refusal of the matching engine in the words that the paper venue uses: "-2010 Account has …".</summary>
    private static BinanceError Rejected(PaperRefusal refusal)
    {
        string[] words = VenueWords.Of(refusal, VenueNames.Binance).Split(' ', 2);
        return new BinanceError(400, int.Parse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), words[1]);
    }

    private static bool TryPositive(Dictionary<string, string> parameters, string name, out Exact value)
        => Exact.TryParse(parameters.GetValueOrDefault(name, ""), out value) && value.Sign > 0;

    private static RestReply Place(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        if (Read(parameters, account, out OrderRequest? order) is { } wrong) return Refused(wrong);
        (PaperRefusal refusal, PaperOrder? placed) = account.Place(order!);
        if (placed is null) return Refused(Rejected(refusal));
        string responseType = parameters.GetValueOrDefault("newOrderRespType", "FULL");
        return Done(json => BinanceBodies.Placed(json, placed, order!.VenueSymbol, responseType, account.Fills.Where(fill => fill.Order.Id == placed.Id).Reverse()));
    }

    private static BinanceError? Read(Dictionary<string, string> parameters, ISimulatedAccount account, out OrderRequest? order)
    {
        order = null;
        foreach (string mandatory in (string[])["symbol", "side", "type"])
        {
            if (parameters.GetValueOrDefault(mandatory, "").Length == 0) return BinanceError.Missing(mandatory);
        }

        if (account.InstrumentOf(parameters["symbol"]) is null) return BinanceError.Symbol;
        if (parameters["side"] is not ("BUY" or "SELL")) return BinanceError.Side;
        if (parameters["type"] is not ("LIMIT" or "LIMIT_MAKER")) return BinanceError.Type;
        if (parameters["type"] == "LIMIT" && !parameters.ContainsKey("timeInForce")) return BinanceError.Missing("timeInForce");
        TimeInForce? lives = (parameters["type"], parameters.GetValueOrDefault("timeInForce", "")) switch
        {
            ("LIMIT_MAKER", _) => TimeInForce.PostOnly,
            (_, "IOC") => TimeInForce.ImmediateOrCancel,
            (_, "GTC") => TimeInForce.GoodTilCancelled,
            _ => null,
        };
        if (lives is null) return BinanceError.TimeInForce;
        if (!TryPositive(parameters, "quantity", out Exact quantity)) return parameters.ContainsKey("quantity") ? BinanceError.Illegal("quantity") : BinanceError.Missing("quantity");
        if (!TryPositive(parameters, "price", out Exact price)) return parameters.ContainsKey("price") ? BinanceError.Illegal("price") : BinanceError.Missing("price");
        Side side = parameters["side"] == "BUY" ? Side.Buy : Side.Sell;
        order = new OrderRequest(parameters["symbol"], parameters.GetValueOrDefault("newClientOrderId", ""), side, new Quantity(quantity), new Price(price), lives.Value);
        return null;
    }

    private static BinanceError? Find(Dictionary<string, string> parameters, ISimulatedAccount account, BinanceError absent, out PaperOrder? order)
    {
        order = null;
        if (parameters.GetValueOrDefault("symbol", "").Length == 0) return BinanceError.Missing("symbol");
        if (account.InstrumentOf(parameters["symbol"]) is not { } instrument) return BinanceError.Symbol;
        if (parameters.TryGetValue("orderId", out string? number))
            order = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? account.Find(id) : null;
        else if (parameters.TryGetValue("origClientOrderId", out string? clientOrderId))
            order = account.Find(clientOrderId);
        else
            return new BinanceError(400, -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        return order is null || order.Symbol != instrument.Symbol ? absent : null;
    }

    private static RestReply Query(Dictionary<string, string> parameters, ISimulatedAccount account)
        => Find(parameters, account, BinanceError.NoSuchOrder, out PaperOrder? order) is { } wrong
            ? Refused(wrong)
            : Done(json => BinanceBodies.Order(json, order!, parameters["symbol"]));

    private static RestReply Cancel(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        if (Find(parameters, account, BinanceError.UnknownOrder, out PaperOrder? order) is { } wrong) return Refused(wrong);
        return account.Cancel(order!) is { } cancelled
            ? Done(json => BinanceBodies.Cancelled(json, cancelled, parameters["symbol"], parameters.GetValueOrDefault("newClientOrderId", $"cancel-{cancelled.Number}")))
            : Refused(BinanceError.UnknownOrder);
    }

    private static RestReply Open(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        string? symbol = parameters.GetValueOrDefault("symbol");
        if (symbol is not null && account.InstrumentOf(symbol) is null) return Refused(BinanceError.Symbol);
        return List(
            account.OpenOrders.Where(order => symbol is null || account.VenueSymbolOf(order.Symbol) == symbol),
            (json, order) => BinanceBodies.Order(json, order, account.VenueSymbolOf(order.Symbol)));
    }

    private static RestReply CancelAll(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        if (!parameters.TryGetValue("symbol", out string? symbol)) return Refused(BinanceError.Missing("symbol"));
        if (account.InstrumentOf(symbol) is not { } instrument) return Refused(BinanceError.Symbol);
        List<PaperOrder> cancelled = account.OpenOrders.Where(order => order.Symbol == instrument.Symbol).ToList().ConvertAll(order => account.Cancel(order)!);
        return cancelled.Count == 0 ? Refused(BinanceError.UnknownOrder) : List(cancelled, (json, order) => BinanceBodies.Cancelled(json, order, symbol, order.Id));
    }

    private static RestReply All(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        if (!parameters.TryGetValue("symbol", out string? symbol)) return Refused(BinanceError.Missing("symbol"));
        if (account.InstrumentOf(symbol) is not { } instrument) return Refused(BinanceError.Symbol);
        long from = NumberOf(parameters, "orderId", 0);
        IEnumerable<PaperOrder> orders = account.Orders.Where(order => order.Symbol == instrument.Symbol && order.Number >= from && IsWithin(parameters, order.SentAt));
        return List(orders.Take(Limit(parameters)).Reverse(), (json, order) => BinanceBodies.Order(json, order, symbol));
    }

    private static RestReply Trades(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        if (!parameters.TryGetValue("symbol", out string? symbol)) return Refused(BinanceError.Missing("symbol"));
        if (account.InstrumentOf(symbol) is not { } instrument) return Refused(BinanceError.Symbol);
        long order = NumberOf(parameters, "orderId", -1);
        long from = NumberOf(parameters, "fromId", 0);
        IEnumerable<PaperFill> fills = account.Fills.Where(fill =>
            fill.Symbol == instrument.Symbol && fill.Number >= from && (order < 0 || fill.Order.Number == order) && IsWithin(parameters, fill.Time));
        return List(fills.Take(Limit(parameters)).Reverse(), (json, fill) => BinanceBodies.Trade(json, fill, symbol));
    }

    internal static long NumberOf(Dictionary<string, string> parameters, string name, long otherwise)
        => long.TryParse(parameters.GetValueOrDefault(name, ""), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : otherwise;

    private static int Limit(Dictionary<string, string> parameters) => (int)Math.Min(NumberOf(parameters, "limit", 500), MostListed);

    private static bool IsWithin(Dictionary<string, string> parameters, long time)
    {
        long milliseconds = BinanceBodies.Milliseconds(time);
        return milliseconds >= NumberOf(parameters, "startTime", 0) && milliseconds <= NumberOf(parameters, "endTime", long.MaxValue);
    }

    private RestReply Account(Dictionary<string, string> parameters, ISimulatedAccount account)
        => Done(json => BinanceBodies.Account(json, account, parameters.GetValueOrDefault("omitZeroBalances") == "true", now()));

    private RestReply ListenKey(RestRequest request)
    {
        string key = FormParameters.Parse(request.RawQuery + "&" + request.Body).GetValueOrDefault("listenKey", "");
        switch (request.Method)
        {
            case "POST":
                key = $"simulated-listen-key-{++listenKeys}";
                ListenKeys.Add(key);
                return Done(json => json.WriteString("listenKey", key));
            case "PUT":
                return ListenKeys.Contains(key) ? new RestReply(200, "{}"u8.ToArray()) : Refused(BinanceError.ListenKey);
            case "DELETE":
                return ListenKeys.Remove(key) ? new RestReply(200, "{}"u8.ToArray()) : Refused(BinanceError.ListenKey);
            default:
                return new RestReply(404, "{}"u8.ToArray());
        }
    }
}

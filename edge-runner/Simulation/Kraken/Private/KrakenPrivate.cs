using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>
/// Kraken's private REST paths over a simulated account: limit orders, queries, trades, balances, and the token for the private
/// channels. Everything is a POST, answered with status 200, errors in a list. Not offered: market and stop orders, batches,
/// edits, orders over the socket. What is outside trading is <see cref="KrakenFunding"/>.
/// </summary>
internal sealed class KrakenPrivate(Func<ISimulatedAccount?> account, KrakenFunding funding)
{
    private const string Root = "/0/private/";
    private const int MostListed = 50;

    private readonly Dictionary<string, long> lastNonces = new(StringComparer.Ordinal);

    /// <summary>The token that <c>GetWebSocketsToken</c> gives out.</summary>
    public const string Token = "WW91ciBhdXRoZW50aWNhdGlvbiB0b2tlbiBnb2VzIGhlcmUu";

    /// <summary>Null where the path is none of these.</summary>
    public RestReply? TryAnswer(RestRequest request)
    {
        if (request.Method != "POST" || !request.Path.StartsWith(Root, StringComparison.Ordinal)) return null;
        Dictionary<string, string> parameters = Read(request.Body);
        string method = request.Path[Root.Length..];
        if (Check(request, parameters, method, out SimulatedKey? key) is { } wrong) return Refused(wrong);
        return method switch
        {
            "AddOrder" => Add(parameters),
            "CancelOrder" => Cancel(parameters),
            "CancelAll" => CancelAll(),
            "QueryOrders" => Query(parameters),
            "OpenOrders" => Open(parameters),
            "ClosedOrders" => Closed(parameters),
            "TradesHistory" => Trades(parameters),
            "Balance" => Balances(),
            "BalanceEx" => BalancesWithHolds(),
            "GetWebSocketsToken" => Result(json =>
            {
                json.WriteString("token", Token);
                json.WriteNumber("expires", 900);
            }),
            _ => funding.TryAnswer(method, parameters, Account, key!) ?? Refused("EGeneral:Unknown method"),
        };
    }

    private ISimulatedAccount Account => account()!;

    internal static RestReply Refused(string error) => new(200, JsonBody.Object(json =>
    {
        json.WriteStartArray("error");
        json.WriteStringValue(error);
        json.WriteEndArray();
    }));

    internal static RestReply Result(Action<Utf8JsonWriter> write) => Value(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    internal static RestReply Value(Action<Utf8JsonWriter> write) => new(200, JsonBody.Object(json =>
    {
        json.WriteStartArray("error");
        json.WriteEndArray();
        json.WritePropertyName("result");
        write(json);
    }));

    /// <summary>Forms as ever, or JSON.</summary>
    private static Dictionary<string, string> Read(string body)
    {
        if (!body.StartsWith('{')) return FormParameters.Parse(body);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static KeyRights Needed(string method) => method is "AddOrder" or "CancelOrder" or "CancelAll" ? KeyRights.Trade : KrakenFunding.Needed(method);

    /// <summary>Key, signature, a nonce above every one of the key before, and the right to it.</summary>
    private string? Check(RestRequest request, Dictionary<string, string> parameters, string method, out SimulatedKey? known)
    {
        known = null;
        string key = request.Headers.GetValueOrDefault("API-Key", "");
        known = account()?.Options.Find(key);
        if (known is null) return "EAPI:Invalid key";
        string nonce = parameters.GetValueOrDefault("nonce", "");
        if (!long.TryParse(nonce, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return "EAPI:Invalid nonce";
        string signature = Signature.Sha512Base64(known.Secret, request.Path, nonce + request.Body);
        if (!Signature.Equal(request.Headers.GetValueOrDefault("API-Sign", ""), signature)) return "EAPI:Invalid signature";
        if (number <= lastNonces.GetValueOrDefault(key, -1)) return "EAPI:Invalid nonce";
        lastNonces[key] = number;
        return known.May(Needed(method)) ? null : "EGeneral:Permission denied";
    }

    private RestReply Add(Dictionary<string, string> parameters)
    {
        if (parameters.GetValueOrDefault("type", "") is not ("buy" or "sell")) return Refused("EGeneral:Invalid arguments:type");
        if (parameters.GetValueOrDefault("ordertype", "") != "limit") return Refused("EGeneral:Invalid arguments:ordertype");
        if (InstrumentOf(parameters.GetValueOrDefault("pair", "")) is not { } instrument) return Refused("EQuery:Unknown asset pair");
        if (!Exact.TryParse(parameters.GetValueOrDefault("volume", ""), out Exact volume) || volume.Sign <= 0) return Refused("EGeneral:Invalid arguments:volume");
        if (!Exact.TryParse(parameters.GetValueOrDefault("price", ""), out Exact price) || price.Sign <= 0) return Refused("EGeneral:Invalid arguments:price");
        string flags = parameters.GetValueOrDefault("oflags", "");
        TimeInForce? lives = parameters.GetValueOrDefault("timeinforce", "GTC").ToUpperInvariant() switch
        {
            "IOC" => TimeInForce.ImmediateOrCancel,
            "GTC" => flags.Split(',').Contains("post", StringComparer.Ordinal) ? TimeInForce.PostOnly : TimeInForce.GoodTilCancelled,
            _ => null,
        };
        if (lives is null) return Refused("EGeneral:Invalid arguments:timeinforce");
        Side side = parameters["type"] == "buy" ? Side.Buy : Side.Sell;
        var order = new OrderRequest(instrument.VenueSymbol, parameters.GetValueOrDefault("cl_ord_id", ""), side, new Quantity(volume), new Price(price), lives.Value);
        if (order.ClientOrderId.Length > ClientOrderIds.MaxLength && !Guid.TryParse(order.ClientOrderId, out _)) return Refused("EGeneral:Invalid arguments:cl_ord_id");
        (PaperRefusal refusal, PaperOrder? placed) = Account.Place(order);
        if (placed is null) return Refused(VenueWords.Of(refusal, VenueNames.Kraken));
        return Result(json =>
        {
            json.WriteStartObject("descr");
            json.WriteString("order", KrakenBodies.Description(placed, instrument));
            json.WriteEndObject();
            json.WriteStartArray("txid");
            json.WriteStringValue(KrakenNames.OrderId(placed));
            json.WriteEndArray();
        });
    }

    private RestReply Cancel(Dictionary<string, string> parameters)
    {
        PaperOrder? order = parameters.TryGetValue("cl_ord_id", out string? id) ? Account.Find(id) : Account.Find(KrakenNames.NumberOf(parameters.GetValueOrDefault("txid", "")));
        return order is not null && Account.Cancel(order) is not null ? Result(json => json.WriteNumber("count", 1)) : Refused("EOrder:Unknown order");
    }

    private RestReply CancelAll()
    {
        int count = Account.OpenOrders.ToList().Count(order => Account.Cancel(order) is not null);
        return Result(json => json.WriteNumber("count", count));
    }

    private RestReply Query(Dictionary<string, string> parameters)
    {
        string[] ids = parameters.GetValueOrDefault("txid", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > MostListed) return Refused("EGeneral:Invalid arguments:txid");
        List<PaperOrder> found = ids.Select(id => Account.Find(KrakenNames.NumberOf(id))).OfType<PaperOrder>().ToList();
        return found.Count == ids.Length ? Result(json => Write(json, found)) : Refused("EOrder:Unknown order");
    }

    private RestReply Open(Dictionary<string, string> parameters) => Result(json =>
    {
        json.WriteStartObject("open");
        Write(json, Account.OpenOrders.Where(order => IsAskedFor(parameters, order)));
        json.WriteEndObject();
    });

    private RestReply Closed(Dictionary<string, string> parameters)
    {
        List<PaperOrder> closed = Account.Orders
            .Where(order => order.Done && IsAskedFor(parameters, order) && IsWithin(parameters, order.ChangedAt))
            .ToList();
        return Result(json =>
        {
            json.WriteStartObject("closed");
            Write(json, closed.Skip(Offset(parameters)).Take(MostListed));
            json.WriteEndObject();
            json.WriteNumber("count", closed.Count);
        });
    }

    private RestReply Trades(Dictionary<string, string> parameters)
    {
        List<PaperFill> fills = Account.Fills.Where(fill => IsWithin(parameters, fill.Time)).ToList();
        return Result(json =>
        {
            json.WriteStartObject("trades");
            foreach (PaperFill fill in fills.Skip(Offset(parameters)).Take(MostListed))
            {
                json.WriteStartObject(KrakenNames.TradeId(fill));
                KrakenBodies.Trade(json, fill, InstrumentOf(fill.Order));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteNumber("count", fills.Count);
        });
    }

    private RestReply Balances() => Result(json =>
    {
        foreach ((Asset asset, PaperBalance balance) in Account.Balances) json.WriteString(KrakenNames.RestAsset(asset.Code), KrakenBodies.Money(balance.Total.Value));
    });

    private RestReply BalancesWithHolds() => Result(json =>
    {
        foreach ((Asset asset, PaperBalance balance) in Account.Balances)
        {
            json.WriteStartObject(KrakenNames.RestAsset(asset.Code));
            json.WriteString("balance", KrakenBodies.Money(balance.Total.Value));
            json.WriteString("hold_trade", KrakenBodies.Money(balance.Locked.Value));
            json.WriteEndObject();
        }
    });

    private void Write(Utf8JsonWriter json, IEnumerable<PaperOrder> orders)
    {
        foreach (PaperOrder order in orders)
        {
            json.WriteStartObject(KrakenNames.OrderId(order));
            KrakenBodies.Order(json, order, InstrumentOf(order), Account.Fills.Where(fill => fill.Order.Id == order.Id));
            json.WriteEndObject();
        }
    }

    private Instrument InstrumentOf(PaperOrder order) => Account.InstrumentOf(Account.VenueSymbolOf(order.Symbol))!;

    private Instrument? InstrumentOf(string pair) => Account.Instruments.FirstOrDefault(instrument => KrakenNames.IsPair(pair, instrument.VenueSymbol));

    private static bool IsAskedFor(Dictionary<string, string> parameters, PaperOrder order)
        => !parameters.TryGetValue("cl_ord_id", out string? id) || order.Id == id;

    private static bool IsWithin(Dictionary<string, string> parameters, long time)
    {
        decimal seconds = KrakenBodies.Seconds(time);
        return seconds >= NumberOf(parameters, "start", 0) && seconds <= NumberOf(parameters, "end", decimal.MaxValue);
    }

    private static int Offset(Dictionary<string, string> parameters) => (int)Math.Clamp(NumberOf(parameters, "ofs", 0), 0, int.MaxValue);

    private static decimal NumberOf(Dictionary<string, string> parameters, string name, decimal otherwise)
        => decimal.TryParse(parameters.GetValueOrDefault(name, ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : otherwise;
}

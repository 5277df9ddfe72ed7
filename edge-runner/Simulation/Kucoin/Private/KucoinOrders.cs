using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kucoin.Private;

/// <summary>Orders, fills and their messages as KuCoin writes them (documents "Spot HF orders", "Private order change V2", "Account balance notice").</summary>
internal static class KucoinOrders
{
    private const string IdPrefix = "5f3113a1c9b6d5";

    /// <summary>24 hexadecimal digits, as the venue's are.</summary>
    public static string OrderId(PaperOrder order) => IdPrefix + order.Number.ToString("x10", CultureInfo.InvariantCulture);

    /// <summary>The number of an order id; -1 where it is none of this venue's.</summary>
    public static long NumberOf(string orderId)
        => orderId.StartsWith(IdPrefix, StringComparison.Ordinal)
           && long.TryParse(orderId.AsSpan(IdPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number) ? number : -1;

    public static string Side(PaperOrder order) => order.Side == Markets.Side.Buy ? "buy" : "sell";

    public static void Order(Utf8JsonWriter json, PaperOrder order, string symbol)
    {
        json.WriteString("id", OrderId(order));
        json.WriteString("symbol", symbol);
        json.WriteString("opType", "DEAL");
        json.WriteString("type", "limit");
        json.WriteString("side", Side(order));
        json.WriteString("price", order.Limit.ToString());
        json.WriteString("size", order.Quantity.ToString());
        json.WriteString("funds", (order.Limit * order.Quantity).ToString());
        json.WriteString("dealSize", order.Filled.ToString());
        json.WriteString("dealFunds", order.FilledNotional.ToString());
        json.WriteString("fee", order.Fee.ToString());
        json.WriteString("feeCurrency", order.Symbol.Quote.Code);
        json.WriteString("stp", "");
        json.WriteString("timeInForce", order.TimeInForce == TimeInForce.ImmediateOrCancel ? "IOC" : "GTC");
        json.WriteBoolean("postOnly", order.TimeInForce == TimeInForce.PostOnly);
        json.WriteBoolean("hidden", false);
        json.WriteBoolean("iceberg", false);
        json.WriteString("visibleSize", "0");
        json.WriteNumber("cancelAfter", 0);
        json.WriteString("channel", "API");
        json.WriteString("clientOid", order.Id);
        json.WriteString("remark", "");
        json.WriteString("tags", "");
        json.WriteBoolean("active", order.IsOpen);
        json.WriteBoolean("inOrderBook", order.IsOpen);
        json.WriteBoolean("cancelExist", order.Done && order.Filled < order.Quantity);
        json.WriteNumber("createdAt", order.SentAt / 1_000_000);
        json.WriteNumber("lastUpdatedAt", order.ChangedAt / 1_000_000);
        json.WriteString("tradeType", "TRADE");
        json.WriteString("cancelledSize", order.Done ? order.Missing.ToString() : "0");
        json.WriteString("cancelledFunds", order.Done ? (order.Limit * order.Missing).ToString() : "0");
        json.WriteString("remainSize", order.Done ? "0" : order.Missing.ToString());
        json.WriteString("remainFunds", order.Done ? "0" : (order.Limit * order.Missing).ToString());
    }

    public static void Fill(Utf8JsonWriter json, PaperFill fill, string symbol, Bps rate)
    {
        json.WriteNumber("id", fill.Number);
        json.WriteString("symbol", symbol);
        json.WriteNumber("tradeId", fill.Number);
        json.WriteString("orderId", OrderId(fill.Order));
        json.WriteString("counterOrderId", IdPrefix + "ffffffffff");
        json.WriteString("side", Side(fill.Order));
        json.WriteString("liquidity", fill.IsMaker ? "maker" : "taker");
        json.WriteBoolean("forceTaker", false);
        json.WriteString("price", PriceOf(fill));
        json.WriteString("size", fill.Quantity.ToString());
        json.WriteString("funds", fill.Notional.ToString());
        json.WriteString("fee", fill.Fee.ToString());
        json.WriteString("feeRate", new Exact(rate.RateUnits, 8).ToString());
        json.WriteString("feeCurrency", fill.Order.FeeAsset.Code);
        json.WriteString("stop", "");
        json.WriteString("tradeType", "TRADE");
        json.WriteString("type", "limit");
        json.WriteNumber("createdAt", fill.Time / 1_000_000);
    }

    /// <summary>One message of <c>/spotMarket/tradeOrdersV2</c>.</summary>
    public static byte[] Change(PaperOrder order, PaperFill? fill, string symbol, string type, string status) => Message("/spotMarket/tradeOrdersV2", "orderChange", null, json =>
    {
        json.WriteString("symbol", symbol);
        json.WriteString("orderType", "limit");
        json.WriteString("side", Side(order));
        json.WriteString("orderId", OrderId(order));
        json.WriteString("type", type);
        json.WriteNumber("orderTime", order.SentAt);
        json.WriteString("price", order.Limit.ToString());
        json.WriteString("clientOid", order.Id);
        json.WriteString("status", status);
        json.WriteString("originSize", order.Quantity.ToString());
        json.WriteString("originFunds", (order.Limit * order.Quantity).ToString());
        json.WriteNumber("ts", order.ChangedAt);
        if (type == "received") return;
        json.WriteString("size", order.Quantity.ToString());
        json.WriteString("filledSize", order.Filled.ToString());
        json.WriteString("remainSize", order.Done ? "0" : order.Missing.ToString());
        json.WriteString("canceledSize", order.Done ? order.Missing.ToString() : "0");
        json.WriteString("canceledFunds", order.Done ? (order.Limit * order.Missing).ToString() : "0");
        if (fill is null) return;
        json.WriteString("liquidity", fill.IsMaker ? "maker" : "taker");
        json.WriteString("feeType", fill.IsMaker ? "makerFee" : "takerFee");
        json.WriteString("matchPrice", PriceOf(fill));
        json.WriteString("matchSize", fill.Quantity.ToString());
        json.WriteString("tradeId", fill.Number.ToString(CultureInfo.InvariantCulture));
    });

    /// <summary>One message of <c>/account/balance</c>.</summary>
    public static byte[] Balance(Asset asset, PaperBalance balance, PaperBalance before, AccountNews news, string symbol, long number) => Message("/account/balance", "account.balance", number, json =>
    {
        json.WriteString("total", balance.Total.ToString());
        json.WriteString("available", balance.Free.ToString());
        json.WriteString("availableChange", (balance.Free - before.Free).ToString());
        json.WriteString("currency", asset.Code);
        json.WriteString("hold", balance.Locked.ToString());
        json.WriteString("holdChange", (balance.Locked - before.Locked).ToString());
        json.WriteString("relationEvent", news.Kind == AccountNewsKind.Trade ? "trade_hf.setted" : "trade_hf.hold");
        json.WriteString("relationEventId", number.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("relationContext");
        json.WriteString("symbol", symbol);
        json.WriteString("orderId", OrderId(news.Order));
        json.WriteString("tradeId", (news.Fill?.Number ?? 0).ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteString("time", (news.Order.ChangedAt / 1_000_000).ToString(CultureInfo.InvariantCulture));
    });

    private static string PriceOf(PaperFill fill) => fill.Notional.Value.Divide(fill.Quantity.Value, 10, Rounding.HalfEven).ToString();

    /// <summary>Only notices of balances have a number: clients tell answers from messages by it.</summary>
    private static byte[] Message(string topic, string subject, long? number, Action<Utf8JsonWriter> data) => JsonBody.Object(json =>
    {
        json.WriteString("topic", topic);
        json.WriteString("type", "message");
        json.WriteString("subject", subject);
        if (number is { } id) json.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("userId", "simulated");
        json.WriteString("channelType", "private");
        json.WriteStartObject("data");
        data(json);
        json.WriteEndObject();
    });
}

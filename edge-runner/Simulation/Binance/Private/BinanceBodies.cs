using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>Orders, trades and balances as Binance writes them (documents "Trading endpoints", "Account endpoints", "User Data Streams").</summary>
internal static class BinanceBodies
{
    private const int Shown = 8;

    public static string Number(Exact value) => JsonBody.Text(value, Shown);

    public static string Status(PaperOrder order)
    {
        if (order.Done && order.Filled >= order.Quantity) return "FILLED";
        if (order.Done) return order.Reason == nameof(AccountNewsKind.Expired) ? "EXPIRED" : "CANCELED";
        return order.Filled.IsZero ? "NEW" : "PARTIALLY_FILLED";
    }

    public static string Side(PaperOrder order) => order.Side == Markets.Side.Buy ? "BUY" : "SELL";

    public static string Type(PaperOrder order) => order.TimeInForce == Execution.TimeInForce.PostOnly ? "LIMIT_MAKER" : "LIMIT";

    public static string TimeInForce(PaperOrder order) => order.TimeInForce == Execution.TimeInForce.ImmediateOrCancel ? "IOC" : "GTC";

    public static long Milliseconds(long nanoseconds) => nanoseconds / 1_000_000;

    /// <summary>The answer to a placement: ACK, RESULT or FULL.</summary>
    public static void Placed(Utf8JsonWriter json, PaperOrder order, string symbol, string responseType, IEnumerable<PaperFill> fills)
    {
        Head(json, order, symbol, order.Id);
        json.WriteNumber("transactTime", Milliseconds(order.ChangedAt));
        if (responseType == "ACK") return;
        Amounts(json, order);
        json.WriteNumber("workingTime", Milliseconds(order.SentAt));
        json.WriteString("selfTradePreventionMode", "NONE");
        if (responseType != "FULL") return;
        json.WriteStartArray("fills");
        foreach (PaperFill fill in fills)
        {
            json.WriteStartObject();
            json.WriteString("price", Number(PriceOf(fill)));
            json.WriteString("qty", Number(fill.Quantity.Value));
            json.WriteString("commission", Number(fill.Fee.Value));
            json.WriteString("commissionAsset", fill.Order.FeeAsset.Code);
            json.WriteNumber("tradeId", fill.Number);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Cancelled(Utf8JsonWriter json, PaperOrder order, string symbol, string cancelId)
    {
        json.WriteString("symbol", symbol);
        json.WriteString("origClientOrderId", order.Id);
        json.WriteNumber("orderId", order.Number);
        json.WriteNumber("orderListId", -1);
        json.WriteString("clientOrderId", cancelId);
        json.WriteNumber("transactTime", Milliseconds(order.ChangedAt));
        Amounts(json, order);
        json.WriteString("selfTradePreventionMode", "NONE");
    }

    /// <summary>One order of a query.</summary>
    public static void Order(Utf8JsonWriter json, PaperOrder order, string symbol)
    {
        Head(json, order, symbol, order.Id);
        Amounts(json, order);
        json.WriteString("stopPrice", Number(Exact.Zero));
        json.WriteString("icebergQty", Number(Exact.Zero));
        json.WriteNumber("time", Milliseconds(order.SentAt));
        json.WriteNumber("updateTime", Milliseconds(order.ChangedAt));
        json.WriteBoolean("isWorking", true);
        json.WriteNumber("workingTime", Milliseconds(order.SentAt));
        json.WriteString("selfTradePreventionMode", "NONE");
    }

    public static void Trade(Utf8JsonWriter json, PaperFill fill, string symbol)
    {
        json.WriteString("symbol", symbol);
        json.WriteNumber("id", fill.Number);
        json.WriteNumber("orderId", fill.Order.Number);
        json.WriteNumber("orderListId", -1);
        json.WriteString("price", Number(PriceOf(fill)));
        json.WriteString("qty", Number(fill.Quantity.Value));
        json.WriteString("quoteQty", Number(fill.Notional.Value));
        json.WriteString("commission", Number(fill.Fee.Value));
        json.WriteString("commissionAsset", fill.Order.FeeAsset.Code);
        json.WriteNumber("time", Milliseconds(fill.Time));
        json.WriteBoolean("isBuyer", fill.Order.Side == Markets.Side.Buy);
        json.WriteBoolean("isMaker", fill.IsMaker);
        json.WriteBoolean("isBestMatch", true);
    }

    public static void Account(Utf8JsonWriter json, ISimulatedAccount account, bool omitZero, DateTimeOffset now)
    {
        FeeSchedule fees = account.Options.Fees;
        json.WriteNumber("makerCommission", fees.Maker.RateUnits / 10_000);
        json.WriteNumber("takerCommission", fees.Taker.RateUnits / 10_000);
        json.WriteNumber("buyerCommission", 0);
        json.WriteNumber("sellerCommission", 0);
        json.WriteStartObject("commissionRates");
        json.WriteString("maker", Number(new Exact(fees.Maker.RateUnits, 8)));
        json.WriteString("taker", Number(new Exact(fees.Taker.RateUnits, 8)));
        json.WriteString("buyer", Number(Exact.Zero));
        json.WriteString("seller", Number(Exact.Zero));
        json.WriteEndObject();
        json.WriteBoolean("canTrade", true);

        // The edge's keys can trade and cannot withdraw (lesson L24).
        json.WriteBoolean("canWithdraw", false);
        json.WriteBoolean("canDeposit", true);
        json.WriteBoolean("brokered", false);
        json.WriteBoolean("requireSelfTradePrevention", false);
        json.WriteBoolean("preventSor", false);
        json.WriteNumber("updateTime", now.ToUnixTimeMilliseconds());
        json.WriteString("accountType", "SPOT");
        json.WriteStartArray("balances");
        foreach ((Asset asset, PaperBalance balance) in account.Balances.Where(balance => !omitZero || balance.Balance.Total.Sign != 0))
        {
            json.WriteStartObject();
            json.WriteString("asset", asset.Code);
            json.WriteString("free", Number(balance.Free.Value));
            json.WriteString("locked", Number(balance.Locked.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("permissions");
        json.WriteStringValue("SPOT");
        json.WriteEndArray();
        json.WriteNumber("uid", 354_937_868);
    }

    public static Exact PriceOf(PaperFill fill) => fill.Notional.Value.Divide(fill.Quantity.Value, Shown, Rounding.HalfEven);

    private static void Head(Utf8JsonWriter json, PaperOrder order, string symbol, string clientOrderId)
    {
        json.WriteString("symbol", symbol);
        json.WriteNumber("orderId", order.Number);
        json.WriteNumber("orderListId", -1);
        json.WriteString("clientOrderId", clientOrderId);
    }

    private static void Amounts(Utf8JsonWriter json, PaperOrder order)
    {
        json.WriteString("price", Number(order.Limit.Value));
        json.WriteString("origQty", Number(order.Quantity.Value));
        json.WriteString("executedQty", Number(order.Filled.Value));
        json.WriteString("origQuoteOrderQty", Number(Exact.Zero));
        json.WriteString("cummulativeQuoteQty", Number(order.FilledNotional.Value));
        json.WriteString("status", Status(order));
        json.WriteString("timeInForce", TimeInForce(order));
        json.WriteString("type", Type(order));
        json.WriteString("side", Side(order));
    }
}

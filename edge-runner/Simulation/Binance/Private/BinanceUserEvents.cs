using System.Text.Json;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>The user data stream's events, by the venue's one-letter names (document "User Data Streams").</summary>
internal static class BinanceUserEvents
{
    public static void ExecutionReport(Utf8JsonWriter json, AccountNews news, string symbol, long eventId, DateTimeOffset now)
    {
        PaperOrder order = news.Order;
        PaperFill? fill = news.Fill;
        string execution = news.Kind switch
        {
            AccountNewsKind.New => "NEW",
            AccountNewsKind.Trade => "TRADE",
            AccountNewsKind.Cancelled => "CANCELED",
            _ => "EXPIRED",
        };
        json.WriteString("e", "executionReport");
        json.WriteNumber("E", now.ToUnixTimeMilliseconds());
        json.WriteString("s", symbol);
        json.WriteString("c", order.Id);
        json.WriteString("S", BinanceBodies.Side(order));
        json.WriteString("o", BinanceBodies.Type(order));
        json.WriteString("f", BinanceBodies.TimeInForce(order));
        json.WriteString("q", BinanceBodies.Number(order.Quantity.Value));
        json.WriteString("p", BinanceBodies.Number(order.Limit.Value));
        json.WriteString("P", BinanceBodies.Number(Exact.Zero));
        json.WriteString("F", BinanceBodies.Number(Exact.Zero));
        json.WriteNumber("g", -1);

        // Of a cancellation "C" is the order's own id and "c" the cancellation's; here both are the order's.
        json.WriteString("C", news.Kind == AccountNewsKind.Cancelled ? order.Id : "");
        json.WriteString("x", execution);
        json.WriteString("X", BinanceBodies.Status(order));
        json.WriteString("r", "NONE");
        json.WriteNumber("i", order.Number);
        json.WriteString("l", BinanceBodies.Number(fill?.Quantity.Value ?? Exact.Zero));
        json.WriteString("z", BinanceBodies.Number(order.Filled.Value));
        json.WriteString("L", BinanceBodies.Number(fill is null ? Exact.Zero : BinanceBodies.PriceOf(fill)));
        json.WriteString("n", fill is null ? "0" : BinanceBodies.Number(fill.Fee.Value));
        if (fill is null) json.WriteNull("N");
        else json.WriteString("N", order.FeeAsset.Code);
        json.WriteNumber("T", BinanceBodies.Milliseconds(order.ChangedAt));
        json.WriteNumber("t", fill?.Number ?? -1);
        json.WriteNumber("I", eventId);
        json.WriteBoolean("w", order.IsOpen);
        json.WriteBoolean("m", fill?.IsMaker ?? false);
        json.WriteBoolean("M", fill is not null);
        json.WriteNumber("O", BinanceBodies.Milliseconds(order.SentAt));
        json.WriteString("Z", BinanceBodies.Number(order.FilledNotional.Value));
        json.WriteString("Y", BinanceBodies.Number(fill?.Notional.Value ?? Exact.Zero));
        json.WriteString("Q", BinanceBodies.Number(Exact.Zero));
        json.WriteNumber("W", BinanceBodies.Milliseconds(order.SentAt));
        json.WriteString("V", "NONE");
    }

    /// <summary>The assets that may have changed: the two that the order trades, and the one that its fee is taken in.</summary>
    public static void AccountPosition(Utf8JsonWriter json, AccountNews news, ISimulatedAccount account, DateTimeOffset now)
    {
        json.WriteString("e", "outboundAccountPosition");
        json.WriteNumber("E", now.ToUnixTimeMilliseconds());
        json.WriteNumber("u", BinanceBodies.Milliseconds(news.Order.ChangedAt));
        json.WriteStartArray("B");
        foreach ((Asset asset, PaperBalance balance) in account.Balances)
        {
            if (asset != news.Order.Symbol.Base && asset != news.Order.Symbol.Quote && asset != news.Order.FeeAsset) continue;
            json.WriteStartObject();
            json.WriteString("a", asset.Code);
            json.WriteString("f", BinanceBodies.Number(balance.Free.Value));
            json.WriteString("l", BinanceBodies.Number(balance.Locked.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

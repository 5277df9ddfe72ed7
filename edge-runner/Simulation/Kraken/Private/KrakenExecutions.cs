using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>The private channels executions and balances (documents "Executions", "Balances" of WebSocket v2): numbers, not strings.</summary>
internal static class KrakenExecutions
{
    public const string ExecutionsTopic = "executions";
    public const string BalancesTopic = "balances";

    /// <summary>One message of the channel, numbered per connection and channel.</summary>
    public static byte[] Message(string channel, string type, long sequence, Action<Utf8JsonWriter> items) => JsonBody.Object(json =>
    {
        json.WriteString("channel", channel);
        json.WriteString("type", type);
        json.WriteStartArray("data");
        items(json);
        json.WriteEndArray();
        json.WriteNumber("sequence", sequence);
    });

    /// <summary>Every status transition, as the venue tells them: a whole fill is told as a trade and then as filled.</summary>
    public static IEnumerable<Action<Utf8JsonWriter>> Of(AccountNews news, string symbol)
    {
        switch (news.Kind)
        {
            case AccountNewsKind.New:
                yield return json => Opened(json, news.Order, symbol, "pending_new");
                yield return json => Opened(json, news.Order, symbol, "new");
                break;
            case AccountNewsKind.Trade:
                yield return json => Trade(json, news.Order, news.Fill!, symbol);
                if (news.Order.Done) yield return json => Ended(json, news.Order, symbol, "filled");
                break;
            default:
                yield return json => Ended(json, news.Order, symbol, "canceled");
                break;
        }
    }

    /// <summary>An order as the snapshot lists it.</summary>
    public static void Opened(Utf8JsonWriter json, PaperOrder order, string symbol, string execution)
    {
        json.WriteStartObject();
        Head(json, order, symbol, execution, order.Filled.IsZero ? execution : "partially_filled");
        json.WriteString("order_type", "limit");
        Number(json, "order_qty", order.Quantity.Value);
        Number(json, "limit_price", order.Limit.Value);
        json.WriteString("time_in_force", order.TimeInForce == TimeInForce.ImmediateOrCancel ? "IOC" : "GTC");
        json.WriteBoolean("post_only", order.TimeInForce == TimeInForce.PostOnly);
        json.WriteBoolean("reduce_only", false);
        Sums(json, order);
        json.WriteEndObject();
    }

    public static void Balance(Utf8JsonWriter json, string asset, PaperBalance balance)
    {
        json.WriteStartObject();
        json.WriteString("asset", asset);
        json.WriteString("asset_class", "currency");
        Number(json, "balance", balance.Total.Value);
        json.WriteStartArray("wallets");
        json.WriteStartObject();
        json.WriteString("type", "spot");
        json.WriteString("id", "main");
        Number(json, "balance", balance.Total.Value);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A fill's two movements: what came, and what went.</summary>
    public static void BalanceChange(Utf8JsonWriter json, string asset, Exact change, Exact fee, PaperBalance balance, PaperFill fill)
    {
        json.WriteStartObject();
        json.WriteString("ledger_id", "L" + KrakenNames.TradeId(fill)[1..]);
        json.WriteString("ref_id", KrakenNames.TradeId(fill));
        json.WriteString("timestamp", Stamp(fill.Time));
        json.WriteString("type", "trade");
        json.WriteString("asset", asset);
        json.WriteString("asset_class", "currency");
        json.WriteString("category", "trade");
        json.WriteString("wallet_type", "spot");
        json.WriteString("wallet_id", "main");
        Number(json, "amount", change);
        Number(json, "fee", fee);
        Number(json, "balance", balance.Total.Value);
        json.WriteEndObject();
    }

    private static void Trade(Utf8JsonWriter json, PaperOrder order, PaperFill fill, string symbol)
    {
        json.WriteStartObject();
        Head(json, order, symbol, "trade", order.Done ? "filled" : "partially_filled");
        json.WriteString("order_type", "limit");
        json.WriteString("exec_id", KrakenNames.TradeId(fill));
        json.WriteNumber("trade_id", fill.Number);
        Number(json, "last_qty", fill.Quantity.Value);
        Number(json, "last_price", KrakenBodies.PriceOf(fill));
        Number(json, "cost", fill.Notional.Value);
        json.WriteString("liquidity_ind", fill.IsMaker ? "m" : "t");
        Fees(json, order, fill.Fee.Value);
        Number(json, "order_qty", order.Quantity.Value);
        Sums(json, order);
        json.WriteEndObject();
    }

    private static void Ended(Utf8JsonWriter json, PaperOrder order, string symbol, string status)
    {
        json.WriteStartObject();
        Head(json, order, symbol, status, status);
        if (KrakenBodies.Reason(order) is { } reason) json.WriteString("reason", reason);
        Number(json, "order_qty", order.Quantity.Value);
        Sums(json, order);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, PaperOrder order, string symbol, string execution, string status)
    {
        json.WriteString("exec_type", execution);
        json.WriteString("order_status", status);
        json.WriteString("order_id", KrakenNames.OrderId(order));
        if (!order.Id.StartsWith("venue-", StringComparison.Ordinal)) json.WriteString("cl_ord_id", order.Id);
        json.WriteNumber("order_userref", 0);
        json.WriteString("symbol", symbol);
        json.WriteString("side", KrakenBodies.Side(order));
        json.WriteString("timestamp", Stamp(order.ChangedAt));
    }

    private static void Sums(Utf8JsonWriter json, PaperOrder order)
    {
        Number(json, "cum_qty", order.Filled.Value);
        Number(json, "cum_cost", order.FilledNotional.Value);
        Number(json, "avg_price", KrakenBodies.Average(order));
        Number(json, "fee_usd_equiv", order.FeeAsset.Code == "USD" ? order.Fee.Value : Exact.Zero);
    }

    private static void Fees(Utf8JsonWriter json, PaperOrder order, Exact fee)
    {
        json.WriteStartArray("fees");
        json.WriteStartObject();
        json.WriteString("asset", order.FeeAsset.Code);
        Number(json, "qty", fee);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>A bare JSON number with exactly its digits.</summary>
    private static void Number(Utf8JsonWriter json, string name, Exact value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString());
    }

    private static string Stamp(long nanoseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

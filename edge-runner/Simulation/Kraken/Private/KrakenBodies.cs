using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>Orders and trades as Kraken's REST answers write them (documents "Account Data", "Trading").</summary>
internal static class KrakenBodies
{
    public static string Status(PaperOrder order)
    {
        if (!order.Done) return "open";
        return order.Filled >= order.Quantity ? "closed" : "canceled";
    }

    public static string Side(PaperOrder order) => order.Side == Markets.Side.Buy ? "buy" : "sell";

    public static string? Reason(PaperOrder order) => Status(order) != "canceled" ? null : order.Reason == nameof(AccountNewsKind.Cancelled) ? "User requested" : "Immediate or cancel order could not be filled";

    /// <summary>Seconds, with a fraction.</summary>
    public static decimal Seconds(long nanoseconds) => nanoseconds / 100_000 / 10_000m;

    public static string Description(PaperOrder order, Instrument instrument)
        => $"{Side(order)} {Volume(order.Quantity)} {KrakenNames.Pair(instrument.VenueSymbol)} @ limit {order.Limit}";

    public static string Volume(Quantity quantity) => JsonBody.Text(quantity.Value, 8);

    /// <summary>Costs and fees with all the digits that were booked: whoever adds them up comes to the balances.</summary>
    public static string Money(Exact value) => JsonBody.Text(value, 10);

    public static void Order(Utf8JsonWriter json, PaperOrder order, Instrument instrument, IEnumerable<PaperFill> fills)
    {
        json.WriteString("refid", "None");
        json.WriteNumber("userref", 0);
        if (!order.Id.StartsWith("venue-", StringComparison.Ordinal)) json.WriteString("cl_ord_id", order.Id);
        json.WriteString("status", Status(order));
        json.WriteNumber("opentm", Seconds(order.SentAt));
        json.WriteNumber("starttm", 0);
        json.WriteNumber("expiretm", 0);
        json.WriteStartObject("descr");
        json.WriteString("pair", KrakenNames.Pair(instrument.VenueSymbol));
        json.WriteString("type", Side(order));
        json.WriteString("ordertype", "limit");
        json.WriteString("price", order.Limit.ToString());
        json.WriteString("price2", "0");
        json.WriteString("leverage", "none");
        json.WriteString("order", Description(order, instrument));
        json.WriteString("close", "");
        json.WriteEndObject();
        json.WriteString("vol", Volume(order.Quantity));
        json.WriteString("vol_exec", Volume(order.Filled));
        json.WriteString("cost", Money(order.FilledNotional.Value));
        json.WriteString("fee", Money(order.Fee.Value));
        json.WriteString("price", Money(Average(order)));
        json.WriteString("stopprice", "0.00000");
        json.WriteString("limitprice", "0.00000");
        json.WriteString("misc", "");
        json.WriteString("oflags", order.TimeInForce == TimeInForce.PostOnly ? "fciq,post" : "fciq");
        if (order.Done)
        {
            json.WriteString("reason", Reason(order));
            json.WriteNumber("closetm", Seconds(order.ChangedAt));
        }

        json.WriteStartArray("trades");
        foreach (PaperFill fill in fills) json.WriteStringValue(KrakenNames.TradeId(fill));
        json.WriteEndArray();
    }

    public static void Trade(Utf8JsonWriter json, PaperFill fill, Instrument instrument)
    {
        string[] assets = instrument.VenueSymbol.Split('/');
        json.WriteString("ordertxid", KrakenNames.OrderId(fill.Order));
        json.WriteString("postxid", "TKH2SE-M7IF5-CFI7LT");
        json.WriteString("pair", KrakenNames.RestAsset(assets[0]) + KrakenNames.RestAsset(assets[1]));
        json.WriteNumber("time", Seconds(fill.Time));
        json.WriteString("type", Side(fill.Order));
        json.WriteString("ordertype", "limit");
        json.WriteString("price", Money(PriceOf(fill)));
        json.WriteString("cost", Money(fill.Notional.Value));
        json.WriteString("fee", Money(fill.Fee.Value));
        json.WriteString("vol", Volume(fill.Quantity));
        json.WriteString("margin", "0.00000");
        json.WriteString("misc", "");
        json.WriteNumber("trade_id", fill.Number);
        json.WriteBoolean("maker", fill.IsMaker);
        json.WriteString("cl_ord_id", fill.Order.Id);
    }

    public static Exact PriceOf(PaperFill fill) => fill.Notional.Value.Divide(fill.Quantity.Value, 10, Rounding.HalfEven);

    public static Exact Average(PaperOrder order) => order.Filled.IsZero ? Exact.Zero : order.FilledNotional.Value.Divide(order.Filled.Value, 10, Rounding.HalfEven);

    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);
}

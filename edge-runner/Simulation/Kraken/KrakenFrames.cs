using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>
/// Kraken WebSocket v2 messages, byte for byte as in captures of 2026: prices and quantities are bare numbers with all
/// their decimals, trailing zeros included, because the checksum is made of those digits.
/// </summary>
public static class KrakenFrames
{
    public static byte[] Heartbeat { get; } = "{\"channel\":\"heartbeat\"}"u8.ToArray();

    public static byte[] Status(Utf8Text text, ulong connectionId) =>
        text.Begin().Raw("{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\",\"system\":\"online\",\"api_version\":\"v2\",\"connection_id\":"u8)
            .Number((long)(connectionId >> 1)).Raw("}]}"u8).ToArray();

    /// <param name="type"><c>snapshot</c> or <c>update</c>.</param>
    public static byte[] Book(
        Utf8Text text, SimulatedInstrument instrument, string type, ReadOnlySpan<Level> bids, ReadOnlySpan<Level> asks, uint checksum, DateTimeOffset time)
    {
        text.Begin().Raw("{\"channel\":\"book\",\"type\":\""u8).Raw(type).Raw("\",\"data\":[{\"symbol\":\""u8).Raw(instrument.VenueSymbol)
            .Raw("\",\"bids\":["u8);
        Levels(text, instrument, bids).Raw("],\"asks\":["u8);
        return Levels(text, instrument, asks).Raw("],\"checksum\":"u8).Number(checksum).Raw(",\"timestamp\":\""u8).Microseconds(time)
            .Raw("\"}]}"u8).ToArray();
    }

    public static byte[] Ticker(Utf8Text text, SimulatedBook book, string type, DayStatistics day)
    {
        SimulatedInstrument instrument = book.Instrument;
        text.Begin().Raw("{\"channel\":\"ticker\",\"type\":\""u8).Raw(type).Raw("\",\"data\":[{\"symbol\":\""u8)
            .Raw(instrument.VenueSymbol).Raw("\",\"bid\":"u8);
        Price(text, instrument, book.Bid.Price).Raw(",\"bid_qty\":"u8);
        Quantity(text, instrument, book.Bid.Quantity).Raw(",\"ask\":"u8);
        Price(text, instrument, book.Ask.Price).Raw(",\"ask_qty\":"u8);
        Quantity(text, instrument, book.Ask.Quantity).Raw(",\"last\":"u8);
        Price(text, instrument, day.Last).Raw(",\"volume\":"u8);
        Quantity(text, instrument, day.Volume).Raw(",\"vwap\":"u8);
        Price(text, instrument, day.AveragePrice).Raw(",\"low\":"u8);
        Price(text, instrument, day.Low).Raw(",\"high\":"u8);
        Price(text, instrument, day.High).Raw(",\"change\":"u8);
        Price(text, instrument, day.Last - day.Open).Raw(",\"change_pct\":"u8);
        return text.Fixed((long)((Int128)(day.Last - day.Open) * 10_000 / day.Open), 2, 2).Raw("}]}"u8).ToArray();
    }

    public static byte[] Trades(Utf8Text text, SimulatedInstrument instrument, string type, IEnumerable<KrakenTrade> trades)
    {
        text.Begin().Raw("{\"channel\":\"trade\",\"type\":\""u8).Raw(type).Raw("\",\"data\":["u8);
        bool first = true;
        foreach (KrakenTrade trade in trades)
        {
            text.Raw(first ? "{\"symbol\":\""u8 : ",{\"symbol\":\""u8).Raw(instrument.VenueSymbol)
                .Raw(trade.Taker == SimulatedSide.Bid ? "\",\"side\":\"buy\",\"price\":"u8 : "\",\"side\":\"sell\",\"price\":"u8);
            Price(text, instrument, trade.Level.Price).Raw(",\"qty\":"u8);
            Quantity(text, instrument, trade.Level.Quantity).Raw(",\"ord_type\":\"market\",\"trade_id\":"u8).Number(trade.Id)
                .Raw(",\"timestamp\":\""u8).Microseconds(trade.Time).Raw("\"}"u8);
            first = false;
        }

        return text.Raw("]}"u8).ToArray();
    }

    /// <summary>The answer to a request that was granted; <paramref name="result"/> is its result object, keys in the venue's (alphabetic) order.</summary>
    public static byte[] Acknowledged(Utf8Text text, string method, string? requestId, string result, DateTimeOffset time)
    {
        Method(text.Begin().Raw("{"u8), method, requestId).Raw(",\"result\":"u8).Raw(result).Raw(",\"success\":true"u8);
        return Times(text, time);
    }

    /// <summary>The answer to a request that was refused, as <c>Currency pair not supported XBT/FOO</c>.</summary>
    public static byte[] Refused(Utf8Text text, string error, string method, string? requestId, string? symbol, DateTimeOffset time)
    {
        Method(text.Begin().Raw("{\"error\":"u8).Quoted(error).Raw(","u8), method, requestId).Raw(",\"success\":false"u8);
        if (symbol is not null) text.Raw(",\"symbol\":"u8).Quoted(symbol);
        return Times(text, time);
    }

    public static byte[] Pong(Utf8Text text, string? requestId, DateTimeOffset time)
    {
        Method(text.Begin().Raw("{"u8), "pong", requestId);
        return Times(text, time);
    }

    private static Utf8Text Method(Utf8Text text, string method, string? requestId)
    {
        text.Raw("\"method\":\""u8).Raw(method).Raw("\""u8);
        return requestId is null ? text : text.Raw(",\"req_id\":"u8).Raw(requestId);
    }

    // The venue needs some 40 µs for a request.
    private static byte[] Times(Utf8Text text, DateTimeOffset time) =>
        text.Raw(",\"time_in\":\""u8).Microseconds(time).Raw("\",\"time_out\":\""u8).Microseconds(time.AddTicks(420)).Raw("\"}"u8)
            .ToArray();

    private static Utf8Text Levels(Utf8Text text, SimulatedInstrument instrument, ReadOnlySpan<Level> levels)
    {
        for (int index = 0; index < levels.Length; index++)
        {
            text.Raw(index == 0 ? "{\"price\":"u8 : ",{\"price\":"u8);
            Price(text, instrument, levels[index].Price).Raw(",\"qty\":"u8);
            Quantity(text, instrument, levels[index].Quantity).Raw("}"u8);
        }

        return text;
    }

    private static Utf8Text Price(Utf8Text text, SimulatedInstrument instrument, long ticks) =>
        text.Fixed(ticks, instrument.PriceDecimals, instrument.PriceDecimals);

    private static Utf8Text Quantity(Utf8Text text, SimulatedInstrument instrument, long lots) =>
        text.Fixed(lots, instrument.QuantityDecimals, instrument.QuantityDecimals);
}

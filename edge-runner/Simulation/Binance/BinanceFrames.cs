using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance;

/// <summary>
/// Binance spot combined-stream messages, byte for byte as in captures of 2021 to 2024: prices and quantities are
/// strings of eight decimals, bids descend and asks ascend inside a diff.
/// </summary>
public static class BinanceFrames
{
    // Every Binance number has eight decimals, whatever tick and lot are.
    private const int Shown = 8;

    /// <summary>Sent when the server is about to shut down ("WebSocket Streams", General information).</summary>
    public static byte[] ServerShutdown { get; } = "{\"e\":\"serverShutdown\",\"E\":1785672000000}"u8.ToArray();

    public static byte[] Depth(
        Utf8Text text, SimulatedInstrument instrument, string stream, DateTimeOffset time, long first, long last, IEnumerable<Level> bids, IEnumerable<Level> asks)
    {
        Head(text, stream).Raw("\"e\":\"depthUpdate\",\"E\":"u8).Number(time.ToUnixTimeMilliseconds()).Raw(",\"s\":\""u8)
            .Raw(instrument.VenueSymbol)
            .Raw("\",\"U\":"u8).Number(first).Raw(",\"u\":"u8).Number(last).Raw(",\"b\":"u8);
        Levels(text, instrument, bids).Raw(",\"a\":"u8);
        return Levels(text, instrument, asks).Raw("}}"u8).ToArray();
    }

    public static byte[] BookTicker(Utf8Text text, SimulatedInstrument instrument, string stream, long updateId, Level bid, Level ask)
    {
        Head(text, stream).Raw("\"u\":"u8).Number(updateId).Raw(",\"s\":\""u8).Raw(instrument.VenueSymbol).Raw("\",\"b\":\""u8);
        Price(text, instrument, bid).Raw("\",\"B\":\""u8);
        Quantity(text, instrument, bid).Raw("\",\"a\":\""u8);
        Price(text, instrument, ask).Raw("\",\"A\":\""u8);
        return Quantity(text, instrument, ask).Raw("\"}}"u8).ToArray();
    }

    /// <param name="taker">A taker who sells makes the buyer the maker: <c>"m":true</c>.</param>
    public static byte[] Trade(Utf8Text text, SimulatedInstrument instrument, string stream, DateTimeOffset time, long id, Level trade, SimulatedSide taker)
    {
        Head(text, stream).Raw("\"e\":\"trade\",\"E\":"u8).Number(time.ToUnixTimeMilliseconds()).Raw(",\"s\":\""u8)
            .Raw(instrument.VenueSymbol)
            .Raw("\",\"t\":"u8).Number(id).Raw(",\"p\":\""u8);
        return TradeTail(text, instrument, time, trade, taker);
    }

    /// <summary>An aggregate of one trade: the simulated taker meets one level at a time.</summary>
    public static byte[] AggregateTrade(Utf8Text text, SimulatedInstrument instrument, string stream, DateTimeOffset time, long id, Level trade, SimulatedSide taker)
    {
        Head(text, stream).Raw("\"e\":\"aggTrade\",\"E\":"u8).Number(time.ToUnixTimeMilliseconds()).Raw(",\"s\":\""u8)
            .Raw(instrument.VenueSymbol)
            .Raw("\",\"a\":"u8).Number(id).Raw(",\"p\":\""u8);
        Price(text, instrument, trade).Raw("\",\"q\":\""u8);
        Quantity(text, instrument, trade).Raw("\",\"f\":"u8).Number(id).Raw(",\"l\":"u8).Number(id);
        return TradeEnd(text.Raw(","u8), time, taker);
    }

    /// <summary>The answer to SUBSCRIBE and UNSUBSCRIBE. <paramref name="id"/> is the request's, as it was written.</summary>
    public static byte[] Acknowledged(Utf8Text text, string id) =>
        text.Begin().Raw("{\"result\":null,\"id\":"u8).Raw(id).Raw("}"u8).ToArray();

    public static byte[] Subscriptions(Utf8Text text, string id, IEnumerable<string> streams)
    {
        text.Begin().Raw("{\"result\":["u8);
        bool first = true;
        foreach (string stream in streams)
        {
            if (!first) text.Raw(","u8);
            text.Quoted(stream);
            first = false;
        }

        return text.Raw("],\"id\":"u8).Raw(id).Raw("}"u8).ToArray();
    }

    /// <summary>An error, on the socket or as a REST body: <c>{"code":-1121,"msg":"Invalid symbol."}</c>.</summary>
    public static byte[] Error(Utf8Text text, int code, string message) =>
        text.Begin().Raw("{\"code\":"u8).Number(code).Raw(",\"msg\":"u8).Quoted(message).Raw("}"u8).ToArray();

    /// <summary>The body of <c>/api/v3/depth</c>: at most <paramref name="limit"/> levels a side.</summary>
    public static byte[] DepthSnapshot(Utf8Text text, SimulatedBook book, int limit)
    {
        text.Begin().Raw("{\"lastUpdateId\":"u8).Number(book.Sequence).Raw(",\"bids\":"u8);
        Levels(text, book.Instrument, book.Bids.Levels[..Math.Min(limit, book.Bids.Count)].ToArray()).Raw(",\"asks\":"u8);
        return Levels(text, book.Instrument, book.Asks.Levels[..Math.Min(limit, book.Asks.Count)].ToArray()).Raw("}"u8).ToArray();
    }

    private static Utf8Text Head(Utf8Text text, string stream) => text.Begin().Raw("{\"stream\":\""u8).Raw(stream).Raw("\",\"data\":{"u8);

    private static byte[] TradeTail(Utf8Text text, SimulatedInstrument instrument, DateTimeOffset time, Level trade, SimulatedSide taker)
    {
        Price(text, instrument, trade).Raw("\",\"q\":\""u8);
        Quantity(text, instrument, trade).Raw("\","u8);
        return TradeEnd(text, time, taker);
    }

    private static byte[] TradeEnd(Utf8Text text, DateTimeOffset time, SimulatedSide taker) =>
        text.Raw("\"T\":"u8).Number(time.ToUnixTimeMilliseconds())
            .Raw(taker == SimulatedSide.Ask ? ",\"m\":true,\"M\":true}}"u8 : ",\"m\":false,\"M\":true}}"u8).ToArray();

    private static Utf8Text Levels(Utf8Text text, SimulatedInstrument instrument, IEnumerable<Level> levels)
    {
        text.Raw("["u8);
        bool first = true;
        foreach (Level level in levels)
        {
            text.Raw(first ? "[\""u8 : ",[\""u8);
            Price(text, instrument, level).Raw("\",\""u8);
            Quantity(text, instrument, level).Raw("\"]"u8);
            first = false;
        }

        return text.Raw("]"u8);
    }

    private static Utf8Text Price(Utf8Text text, SimulatedInstrument instrument, Level level) =>
        text.Fixed(level.Price, instrument.PriceDecimals, Shown);

    private static Utf8Text Quantity(Utf8Text text, SimulatedInstrument instrument, Level level) =>
        text.Fixed(level.Quantity, instrument.QuantityDecimals, Shown);
}

using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Kucoin;

/// <summary>
/// KuCoin spot messages, byte for byte as in the capture of 2021-04-25: data before subject and topic, numbers as strings
/// without trailing zeros, one change a level2 message.
/// </summary>
public static class KucoinFrames
{
    /// <param name="level">Price and quantity 0 for a sequence number that changed nothing visible.</param>
    public static byte[] Level2(Utf8Text text, SimulatedInstrument instrument, string topic, SimulatedSide side, Level level, long sequence)
    {
        text.Begin().Raw("{\"data\":{\"sequenceStart\":"u8).Number(sequence).Raw(",\"symbol\":\""u8).Raw(instrument.VenueSymbol)
            .Raw("\",\"changes\":{\"asks\":["u8);
        if (side == SimulatedSide.Ask) Change(text, instrument, level, sequence);
        text.Raw("],\"bids\":["u8);
        if (side == SimulatedSide.Bid) Change(text, instrument, level, sequence);
        return Tail(text.Raw("]},\"sequenceEnd\":"u8).Number(sequence), "trade.l2update"u8, topic);
    }

    public static byte[] Ticker(Utf8Text text, SimulatedBook book, string topic, DateTimeOffset time)
    {
        SimulatedInstrument instrument = book.Instrument;
        text.Begin().Raw("{\"data\":{\"sequence\":\""u8).Number(book.Sequence).Raw("\",\"bestAsk\":\""u8);
        Price(text, instrument, book.Ask).Raw("\",\"size\":\""u8);
        Quantity(text, instrument, book.LastTrade).Raw("\",\"bestBidSize\":\""u8);
        Quantity(text, instrument, book.Bid).Raw("\",\"price\":\""u8);
        Price(text, instrument, book.LastTrade).Raw("\",\"time\":"u8).Number(time.ToUnixTimeMilliseconds()).Raw(",\"bestAskSize\":\""u8);
        Quantity(text, instrument, book.Ask).Raw("\",\"bestBid\":\""u8);
        return Tail(Price(text, instrument, book.Bid).Raw("\""u8), "trade.ticker"u8, topic);
    }

    public static byte[] Match(Utf8Text text, SimulatedInstrument instrument, string topic, DateTimeOffset time, BookEvent trade)
    {
        text.Begin().Raw("{\"data\":{\"symbol\":\""u8).Raw(instrument.VenueSymbol).Raw("\",\"sequence\":\""u8).Number(trade.Sequence)
            .Raw(trade.Side == SimulatedSide.Bid ? "\",\"side\":\"buy\",\"size\":\""u8 : "\",\"side\":\"sell\",\"size\":\""u8);
        Quantity(text, instrument, trade.Level).Raw("\",\"price\":\""u8);
        Price(text, instrument, trade.Level).Raw("\",\"takerOrderId\":\""u8);
        Identifier(text, trade.TradeId, 'b').Raw("\",\"time\":\""u8).Number((time - DateTimeOffset.UnixEpoch).Ticks * 100)
            .Raw("\",\"type\":\"match\",\"makerOrderId\":\""u8);
        Identifier(text, trade.TradeId, 'c').Raw("\",\"tradeId\":\""u8);
        return Tail(Identifier(text, trade.TradeId, 'a').Raw("\""u8), "trade.l3match"u8, topic);
    }

    public static byte[] Welcome(Utf8Text text, string connectId) =>
        text.Begin().Raw("{\"id\":"u8).Quoted(connectId).Raw(",\"type\":\"welcome\"}"u8).ToArray();

    public static byte[] Acknowledged(Utf8Text text, string id) =>
        text.Begin().Raw("{\"id\":"u8).Quoted(id).Raw(",\"type\":\"ack\"}"u8).ToArray();

    public static byte[] Pong(Utf8Text text, string id) => text.Begin().Raw("{\"id\":"u8).Quoted(id).Raw(",\"type\":\"pong\"}"u8).ToArray();

    public static byte[] Error(Utf8Text text, string id, int code, string data) =>
        text.Begin().Raw("{\"id\":"u8).Quoted(id).Raw(",\"type\":\"error\",\"code\":"u8).Number(code).Raw(",\"data\":"u8).Quoted(data)
            .Raw("}"u8).ToArray();

    private static void Change(Utf8Text text, SimulatedInstrument instrument, Level level, long sequence)
    {
        text.Raw("[\""u8);
        Price(text, instrument, level).Raw("\",\""u8);
        Quantity(text, instrument, level).Raw("\",\""u8).Number(sequence).Raw("\"]"u8);
    }

    private static byte[] Tail(Utf8Text text, ReadOnlySpan<byte> subject, string topic) =>
        text.Raw("},\"subject\":\""u8).Raw(subject).Raw("\",\"topic\":\""u8).Raw(topic).Raw("\",\"type\":\"message\"}"u8).ToArray();

    // Order and trade ids are 24 hex digits.
    private static Utf8Text Identifier(Utf8Text text, long number, char kind) =>
        text.Raw("6085c0b1").Raw(kind.ToString()).Raw(number.ToString("x15", System.Globalization.CultureInfo.InvariantCulture));

    private static Utf8Text Price(Utf8Text text, SimulatedInstrument instrument, Level level) =>
        text.Trimmed(level.Price, instrument.PriceDecimals);

    private static Utf8Text Quantity(Utf8Text text, SimulatedInstrument instrument, Level level) =>
        text.Trimmed(level.Quantity, instrument.QuantityDecimals);
}

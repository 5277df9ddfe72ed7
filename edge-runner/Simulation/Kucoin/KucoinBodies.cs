using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Kucoin;

/// <summary>KuCoin REST bodies. The books are as captured in 2021; the list of symbols has that body's keys with the newer ones of the venue's documents.</summary>
public static class KucoinBodies
{
    // The venue's own numbers: a client pings every 18 s and is dropped 10 s after it should have.
    private const int PingMilliseconds = 18_000;
    private const int PingTimeoutMilliseconds = 10_000;

    /// <summary>The body of <c>POST /api/v1/bullet-public</c>: a token, and where the socket is.</summary>
    public static byte[] Bullet(Utf8Text text, string token, Uri webSocket) =>
        text.Begin().Raw("{\"code\":\"200000\",\"data\":{\"token\":"u8).Quoted(token).Raw(",\"instanceServers\":[{\"endpoint\":"u8)
            .Quoted(webSocket.ToString())
            .Raw(",\"encrypt\":false,\"protocol\":\"websocket\",\"pingInterval\":"u8).Number(PingMilliseconds).Raw(",\"pingTimeout\":"u8)
            .Number(PingTimeoutMilliseconds)
            .Raw("}]}}"u8).ToArray();

    /// <summary>The body of the order-book paths, at most <paramref name="limit"/> levels a side.</summary>
    public static byte[] OrderBook(Utf8Text text, SimulatedBook book, int limit, DateTimeOffset time)
    {
        text.Begin().Raw("{\"code\":\"200000\",\"data\":{\"time\":"u8).Number(time.ToUnixTimeMilliseconds()).Raw(",\"sequence\":\""u8)
            .Number(book.Sequence).Raw("\",\"bids\":["u8);
        Levels(text, book.Instrument, book.Bids.Levels[..Math.Min(limit, book.Bids.Count)]).Raw("],\"asks\":["u8);
        return Levels(text, book.Instrument, book.Asks.Levels[..Math.Min(limit, book.Asks.Count)]).Raw("]}}"u8).ToArray();
    }

    public static byte[] Symbols(Utf8Text text, IEnumerable<SimulatedInstrument> instruments)
    {
        text.Begin().Raw("{\"code\":\"200000\",\"data\":["u8);
        bool first = true;
        foreach (SimulatedInstrument instrument in instruments)
        {
            if (!first) text.Raw(","u8);
            Symbol(text, instrument);
            first = false;
        }

        return text.Raw("]}"u8).ToArray();
    }

    public static byte[] Error(Utf8Text text, string code, string message) =>
        text.Begin().Raw("{\"code\":\""u8).Raw(code).Raw("\",\"msg\":"u8).Quoted(message).Raw("}"u8).ToArray();

    private static void Symbol(Utf8Text text, SimulatedInstrument instrument)
    {
        bool quotedInBitcoin = instrument.Quote == "BTC";
        text.Raw("{\"symbol\":\""u8).Raw(instrument.VenueSymbol).Raw("\",\"name\":\""u8).Raw(instrument.VenueSymbol)
            .Raw("\",\"baseCurrency\":\""u8).Raw(instrument.Base)
            .Raw("\",\"quoteCurrency\":\""u8).Raw(instrument.Quote).Raw("\",\"feeCurrency\":\""u8).Raw(instrument.Quote)
            .Raw(quotedInBitcoin ? "\",\"market\":\"BTC\",\"baseMinSize\":\""u8 : "\",\"market\":\"USDS\",\"baseMinSize\":\""u8)
            .Raw(Plain(instrument.MinQuantity)).Raw(quotedInBitcoin ? "\",\"quoteMinSize\":\"0.00001\""u8 : "\",\"quoteMinSize\":\"0.1\""u8)
            .Raw(",\"baseMaxSize\":\"10000000000\",\"quoteMaxSize\":\"99999999\",\"baseIncrement\":\""u8)
            .Trimmed(1, instrument.QuantityDecimals)
            .Raw(quotedInBitcoin ? "\",\"quoteIncrement\":\"0.00000001\",\"priceIncrement\":\""u8 : "\",\"quoteIncrement\":\"0.000001\",\"priceIncrement\":\""u8)
            .Trimmed(1, instrument.PriceDecimals).Raw("\",\"priceLimitRate\":\"0.1\",\"minFunds\":\""u8).Raw(Plain(instrument.MinNotional))
            .Raw("\",\"isMarginEnabled\":true,\"enableTrading\":true,\"feeCategory\":1,\"makerFeeCoefficient\":\"1.00\",\"takerFeeCoefficient\":\"1.00\",\"st\":false}"u8);
    }

    private static Utf8Text Levels(Utf8Text text, SimulatedInstrument instrument, ReadOnlySpan<Level> levels)
    {
        for (int index = 0; index < levels.Length; index++)
        {
            text.Raw(index == 0 ? "[\""u8 : ",[\""u8).Trimmed(levels[index].Price, instrument.PriceDecimals).Raw("\",\""u8)
                .Trimmed(levels[index].Quantity, instrument.QuantityDecimals).Raw("\"]"u8);
        }

        return text;
    }

    private static string Plain(decimal value) => value.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);
}

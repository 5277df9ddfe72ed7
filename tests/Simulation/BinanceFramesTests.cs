using System.Text.Json;
using System.Text.RegularExpressions;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.Tests.Simulation;

public sealed partial class BinanceFramesTests
{
    private static SimulatedSession Session(string path = "/stream?streams=btcusdt@depth@100ms/btcusdt@bookTicker/btcusdt@trade/btcusdt@aggTrade/ethbtc@depth@100ms") =>
        new(new SimulatedWorld(new SimulationOptions { Seed = 3, DislocationsPerMinute = 20 }, Frames.Start), VenueNames.Binance, path);

    [Fact]
    public void Diffs_are_contiguous_a_snapshot_bridges_and_the_book_agrees_with_every_bookTicker()
    {
        SimulatedSession session = Session();
        List<JsonElement> diffs = [.. Data(session.Run(TimeSpan.FromSeconds(2)), "btcusdt@depth@100ms")];
        JsonElement snapshot = session.Rest("/api/v3/depth?symbol=BTCUSDT&limit=1000").Json();
        long lastUpdateId = snapshot.GetProperty("lastUpdateId").GetInt64();
        var book = new PlainBook();
        book.Set(bid: true, snapshot.GetProperty("bids"));
        book.Set(bid: false, snapshot.GetProperty("asks"));

        JsonElement quote = default;
        long previous = diffs[^1].GetProperty("u").GetInt64();
        int applied = 0, compared = 0;
        foreach (JsonElement frame in session.Run(TimeSpan.FromSeconds(60)).Select(frame => frame.Json()))
        {
            JsonElement data = frame.GetProperty("data");
            string stream = frame.GetProperty("stream").GetString()!;
            if (stream == "btcusdt@bookTicker") quote = data;
            if (stream != "btcusdt@depth@100ms") continue;
            long first = data.GetProperty("U").GetInt64(), last = data.GetProperty("u").GetInt64();
            Assert.Equal(previous + 1, first);
            previous = last;
            if (applied == 0 && last > lastUpdateId) Assert.True(first <= lastUpdateId + 1, "the first diff after the snapshot reaches back to it");
            if (last <= lastUpdateId) continue;
            book.Set(bid: true, data.GetProperty("b"));
            book.Set(bid: false, data.GetProperty("a"));
            applied++;
            if (quote.ValueKind != JsonValueKind.Object) continue;
            Assert.Equal((quote.GetProperty("b").Number(), quote.GetProperty("B").Number()), book.Bid);
            Assert.Equal((quote.GetProperty("a").Number(), quote.GetProperty("A").Number()), book.Ask);
            compared++;
        }

        Assert.True(applied > 500 && compared > 400, $"{applied} applied, {compared} compared");
    }

    [Fact]
    public void Messages_have_the_keys_of_the_captures_in_their_order()
    {
        ILookup<string, WireFrame> frames = Session().Run(TimeSpan.FromSeconds(20)).ToLookup(frame => frame.Topic);
        Assert.Equal("stream data e E s U u b a", frames["btcusdt@depth@100ms"].First().Json().Keys());
        Assert.Equal("stream data u s b B a A", frames["btcusdt@bookTicker"].First().Json().Keys());
        Assert.Equal("stream data e E s t p q T m M", frames["btcusdt@trade"].First().Json().Keys());
        Assert.Equal("stream data e E s a p q f l T m M", frames["btcusdt@aggTrade"].First().Json().Keys());
        Assert.All(frames["btcusdt@depth@100ms"], frame => Assert.Matches(DepthPattern(), frame.Text()));
        Assert.All(frames["btcusdt@bookTicker"], frame => Assert.Matches(BookTickerPattern(), frame.Text()));
    }

    [Fact]
    public void Bids_descend_and_asks_ascend_inside_a_diff()
    {
        foreach (JsonElement diff in Data(Session().Run(TimeSpan.FromSeconds(10)), "ethbtc@depth@100ms"))
        {
            decimal[] bids = [.. diff.GetProperty("b").EnumerateArray().Select(level => level[0].Number())];
            decimal[] asks = [.. diff.GetProperty("a").EnumerateArray().Select(level => level[0].Number())];
            Assert.Equal(bids.OrderDescending(), bids);
            Assert.Equal(asks.Order(), asks);
        }
    }

    [Fact]
    public void Subscribe_unsubscribe_and_list_are_answered_with_the_id_that_was_sent()
    {
        SimulatedSession session = Session("/stream");
        session.Send("""{"method":"SUBSCRIBE","params":["solusdt@bookTicker","nosuch@trade"],"id":12}""");
        session.Send("""{"method":"LIST_SUBSCRIPTIONS","id":"x"}""");
        session.Send("""{"method":"UNSUBSCRIBE","params":["nosuch@trade"],"id":null}""");
        session.Send("""{"method":"NONSENSE","id":1}""");
        session.Send("{");

        string[] answers = [.. session.Take().Select(frame => frame.Text())];
        Assert.Equal("""{"result":null,"id":12}""", answers[0]);
        Assert.Equal("""{"result":["nosuch@trade","solusdt@bookTicker"],"id":"x"}""", answers[1]);
        Assert.Equal("""{"result":null,"id":null}""", answers[2]);
        Assert.StartsWith("""{"code":2,"msg":"Invalid request: unknown variant NONSENSE""", answers[3], StringComparison.Ordinal);
        Assert.StartsWith("""{"code":3,"msg":"Invalid JSON""", answers[4], StringComparison.Ordinal);
        Assert.All(session.Run(TimeSpan.FromSeconds(5)), frame => Assert.Equal("solusdt@bookTicker", frame.Topic));
    }

    [Fact]
    public void Rest_names_the_filters_and_refuses_an_unknown_symbol()
    {
        SimulatedSession session = Session();
        RestReply refused = session.Rest("/api/v3/depth?symbol=FOOBAR");
        Assert.Equal(400, refused.Status);
        Assert.Equal("""{"code":-1121,"msg":"Invalid symbol."}""", System.Text.Encoding.UTF8.GetString(refused.Body.Span));

        JsonElement symbol = session.Rest("/api/v3/exchangeInfo").Json().GetProperty("symbols").EnumerateArray().Single(symbol => symbol.GetProperty("symbol").GetString() == "BTCUSDT");
        JsonElement[] filters = [.. symbol.GetProperty("filters").EnumerateArray()];
        Assert.Equal("0.01000000", filters[0].GetProperty("tickSize").GetString());
        Assert.Equal("0.00001000", filters[2].GetProperty("stepSize").GetString());
        Assert.Equal("10.00000000", filters[3].GetProperty("minNotional").GetString());
        Assert.Equal(5, session.Rest("/api/v3/depth?symbol=BTCUSDT&limit=5").Json().GetProperty("bids").GetArrayLength());
    }

    private static IEnumerable<JsonElement> Data(IEnumerable<WireFrame> frames, string stream) =>
        frames.Where(frame => frame.Topic == stream).Select(frame => frame.Json().GetProperty("data"));

    [GeneratedRegex("""^\{"stream":"btcusdt@depth@100ms","data":\{"e":"depthUpdate","E":\d{13},"s":"BTCUSDT","U":\d+,"u":\d+,"b":\[(\["\d+\.\d{8}","\d+\.\d{8}"\],?)*\],"a":\[(\["\d+\.\d{8}","\d+\.\d{8}"\],?)*\]\}\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DepthPattern();

    [GeneratedRegex("""^\{"stream":"btcusdt@bookTicker","data":\{"u":\d+,"s":"BTCUSDT","b":"\d+\.\d{8}","B":"\d+\.\d{8}","a":"\d+\.\d{8}","A":"\d+\.\d{8}"\}\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BookTickerPattern();
}

using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Kucoin;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.Tests.Simulation;

public sealed class KucoinFramesTests
{
    private static SimulatedSession Session(string? token = KucoinVenue.Token) => new(
        new SimulatedWorld(new SimulationOptions { Seed = 5, DislocationsPerMinute = 30 }, Frames.Start),
        VenueNames.Kucoin,
        $"/?token={Uri.EscapeDataString(token ?? "")}&connectId=NSkIrWGB1s");

    [Fact]
    public void Sequences_are_contiguous_a_snapshot_bridges_and_the_book_agrees_with_every_ticker()
    {
        SimulatedSession session = Session();
        session.Send(Subscribe("/market/level2:ETH-USDT,BTC-USDT"));
        session.Send(Subscribe("/market/ticker:BTC-USDT"));
        long previous = Changes(session.Run(TimeSpan.FromSeconds(2))).Last().Sequence;
        JsonElement snapshot = session.Rest("/api/v3/market/orderbook/level2?symbol=BTC-USDT").Json().GetProperty("data");
        Assert.Equal(previous, long.Parse(snapshot.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture));
        var book = new PlainBook();
        book.Set(bid: true, snapshot.GetProperty("bids"));
        book.Set(bid: false, snapshot.GetProperty("asks"));

        int changes = 0, compared = 0;
        foreach (WireFrame frame in session.Run(TimeSpan.FromSeconds(60)).Where(frame => frame.Symbol == "BTC-USDT"))
        {
            if (frame.Kind == WireFrameKind.Quote)
            {
                JsonElement ticker = frame.Json().GetProperty("data");
                Assert.Equal(previous.ToString(CultureInfo.InvariantCulture), ticker.GetProperty("sequence").GetString());
                Assert.Equal((ticker.GetProperty("bestBid").Number(), ticker.GetProperty("bestBidSize").Number()), book.Bid);
                Assert.Equal((ticker.GetProperty("bestAsk").Number(), ticker.GetProperty("bestAskSize").Number()), book.Ask);
                compared++;
            }

            foreach ((bool bid, decimal price, decimal quantity, long sequence) in Changes([frame]))
            {
                Assert.Equal(++previous, sequence);
                if (price != 0) book.Set(bid, price, quantity);
                changes++;
            }
        }

        Assert.True(changes > 2000 && compared > 400, $"{changes} changes, {compared} tickers");
    }

    [Fact]
    public void Messages_have_the_keys_of_the_captures_in_their_order()
    {
        SimulatedSession session = Session();
        foreach (string channel in new[] { "level2", "ticker", "match" }) session.Send(Subscribe($"/market/{channel}:BTC-USDT"));
        WireFrame[] frames = [.. session.Run(TimeSpan.FromSeconds(20))];

        Assert.Equal("""{"id":"NSkIrWGB1s","type":"welcome"}""", frames[0].Text());
        Assert.Equal("""{"id":"1","type":"ack"}""", frames[1].Text());
        Assert.Equal("data sequenceStart symbol changes asks bids sequenceEnd subject topic type", frames.First(frame => frame.Kind == WireFrameKind.Diff).Json().Keys());
        Assert.Equal("data sequence bestAsk size bestBidSize price time bestAskSize bestBid subject topic type", frames.First(frame => frame.Kind == WireFrameKind.Quote).Json().Keys());
        Assert.Equal(
            "data symbol sequence side size price takerOrderId time type makerOrderId tradeId subject topic type",
            frames.First(frame => frame.Kind == WireFrameKind.Trade).Json().Keys());
        Assert.Contains(frames, frame => frame.Text().Contains("[[\"0\",\"0\",\"", StringComparison.Ordinal));
        Assert.DoesNotContain(frames, frame => System.Text.RegularExpressions.Regex.IsMatch(frame.Text(), """\.\d*0"[,\]]""", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Rest_gives_a_token_books_and_symbols()
    {
        SimulatedSession session = Session();
        JsonElement bullet = session.Rest("/api/v1/bullet-public", "POST").Json();
        Assert.Equal("code data token instanceServers endpoint encrypt protocol pingInterval pingTimeout", bullet.Keys());
        Assert.Equal(405, session.Rest("/api/v1/bullet-public").Status);

        JsonElement book = session.Rest("/api/v1/market/orderbook/level2_100?symbol=BTC-USDT").Json();
        Assert.Equal("code data time sequence bids asks", book.Keys());
        Assert.Equal(100, book.GetProperty("data").GetProperty("bids").GetArrayLength());
        Assert.Equal("900001", session.Rest("/api/v1/market/orderbook/level2_100?symbol=NO-PE").Json().GetProperty("code").GetString());

        JsonElement symbol = session.Rest("/api/v2/symbols").Json().GetProperty("data").EnumerateArray().Single(symbol => symbol.GetProperty("symbol").GetString() == "BTC-USDT");
        Assert.StartsWith(
            "symbol name baseCurrency quoteCurrency feeCurrency market baseMinSize quoteMinSize baseMaxSize quoteMaxSize baseIncrement quoteIncrement priceIncrement priceLimitRate",
            symbol.Keys(),
            StringComparison.Ordinal);
        Assert.Equal("0.00000001", symbol.GetProperty("baseIncrement").GetString());
        Assert.Equal("0.1", symbol.GetProperty("priceIncrement").GetString());
    }

    [Fact]
    public void Unknown_topics_bad_tokens_and_pings_are_answered()
    {
        SimulatedSession session = Session();
        Assert.Single(session.Take());
        session.Send(Subscribe("/market/level2:BTC-USDT,NO-PE"));
        session.Send("""{"id":"7","type":"ping"}""");
        session.Send("""{"id":8,"type":"subscribe","topic":"/market/match:BTC-USDT","response":false}""");
        session.Send("[");

        string[] answers = [.. session.Take().Select(frame => frame.Text())];
        Assert.Equal("""{"id":"1","type":"error","code":404,"data":"topic /market/level2:BTC-USDT,NO-PE is not found"}""", answers[0]);
        Assert.Equal("""{"id":"7","type":"pong"}""", answers[1]);
        Assert.Contains("\"code\":400", answers[2], StringComparison.Ordinal);
        Assert.Equal(3, answers.Length);
        Assert.Contains("\"code\":401", Session(token: null).Take().Single().Text(), StringComparison.Ordinal);
    }

    private static IEnumerable<(bool Bid, decimal Price, decimal Quantity, long Sequence)> Changes(IEnumerable<WireFrame> frames)
    {
        foreach (WireFrame frame in frames.Where(frame => frame.Kind == WireFrameKind.Diff && frame.Symbol == "BTC-USDT"))
        {
            JsonElement data = frame.Json().GetProperty("data");
            Assert.Equal(data.GetProperty("sequenceStart").GetInt64(), data.GetProperty("sequenceEnd").GetInt64());
            foreach (string side in new[] { "asks", "bids" })
            {
                foreach (JsonElement change in data.GetProperty("changes").GetProperty(side).EnumerateArray())
                    yield return (side == "bids", change[0].Number(), change[1].Number(), (long)change[2].Number());
            }
        }
    }

    private static string Subscribe(string topic) =>
        $$"""{"id":1,"type":"subscribe","topic":"{{topic}}","privateChannel":false,"response":true}""";
}

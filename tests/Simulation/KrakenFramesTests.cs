using System.Text.Json;
using System.Text.RegularExpressions;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.Tests.Simulation;

public sealed partial class KrakenFramesTests
{
    private static SimulatedSession Session(SimulationFaults? faults = null) =>
        new(new SimulatedWorld(new SimulationOptions { Seed = 4, DislocationsPerMinute = 30, Faults = faults ?? new SimulationFaults() }, Frames.Start), VenueNames.Kraken, "/v2");

    [Theory]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(25, true)]
    [InlineData(1000, false)]
    public void A_truncating_client_agrees_with_every_checksum(int depth, bool afterEveryLevel)
    {
        SimulatedSession session = Session();
        session.Send(Request("subscribe", "book", depth, "BTC/USD", "ETH/BTC", "USDC/USDT", "SOL/BTC"));
        var books = new Dictionary<string, TruncatingBook>(StringComparer.Ordinal);
        int updates = 0;
        foreach (JsonElement message in Books(session.Run(TimeSpan.FromSeconds(60))))
        {
            bool snapshot = message.GetProperty("type").GetString() == "snapshot";
            JsonElement data = message.GetProperty("data")[0];
            string symbol = data.GetProperty("symbol").GetString()!;
            if (snapshot) books[symbol] = new TruncatingBook(depth, afterEveryLevel);
            books[symbol].Apply(data, snapshot);
            Assert.Equal(data.GetProperty("checksum").GetUInt32(), books[symbol].Checksum());
            if (!snapshot) updates++;
        }

        Assert.Equal(4, books.Count);
        Assert.True(updates > 800, $"{updates} updates");
    }

    [Fact]
    public void A_second_subscriber_and_a_resubscription_start_from_a_right_snapshot()
    {
        var world = new SimulatedWorld(new SimulationOptions { Seed = 9 }, Frames.Start);
        var first = new SimulatedSession(world, VenueNames.Kraken, "/v2");
        first.Send(Request("subscribe", "book", 10, "BTC/USD"));
        Assert.NotEmpty(first.Run(TimeSpan.FromSeconds(5)).ToList());

        var second = new SimulatedSession(world, VenueNames.Kraken, "/v2");
        for (int again = 0; again < 4; again++)
        {
            second.Send(Request("subscribe", "book", 10, "BTC/USD"));
            var book = new TruncatingBook(10, afterEveryLevel: false);
            int seen = 0;
            foreach (JsonElement message in Books(second.Run(TimeSpan.FromSeconds(3))))
            {
                book.Apply(message.GetProperty("data")[0], message.GetProperty("type").GetString() == "snapshot");
                Assert.Equal(message.GetProperty("data")[0].GetProperty("checksum").GetUInt32(), book.Checksum());
                seen++;
            }

            Assert.True(seen > 10, $"{seen} book messages");
            second.Send(Request("unsubscribe", "book", 10, "BTC/USD"));
            Assert.Contains(second.Run(TimeSpan.FromSeconds(1)), frame => frame.Text().StartsWith("""{"method":"unsubscribe","result":{"channel":"book","depth":10,"symbol":"BTC/USD"},"success":true,""", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Messages_have_the_keys_and_digits_of_the_captures()
    {
        SimulatedSession session = Session();
        session.Send(Request("subscribe", "book", 10, "BTC/USD"));
        session.Send(Request("subscribe", "ticker", null, "BTC/USD"));
        session.Send(Request("subscribe", "trade", null, "BTC/USD"));
        WireFrame[] frames = [.. session.Run(TimeSpan.FromSeconds(30))];

        Assert.Matches(StatusPattern(), frames[0].Text());
        Assert.Matches(AckPattern(), frames[1].Text());
        Assert.Equal("channel type data symbol bids price qty asks price qty checksum timestamp", frames[2].Json().Keys());
        Assert.All(frames.Where(frame => frame.Topic == "book-10 BTC/USD"), frame => Assert.Matches(UpdatePattern(), frame.Text()));
        Assert.Equal("channel type data symbol side price qty ord_type trade_id timestamp", frames.First(frame => frame.Kind == WireFrameKind.Trade).Json().Keys());
        Assert.Equal(
            "channel type data symbol bid bid_qty ask ask_qty last volume vwap low high change change_pct",
            frames.First(frame => frame.Kind == WireFrameKind.Quote).Json().Keys());
        Assert.Equal(30, frames.Count(frame => frame.Text() == """{"channel":"heartbeat"}"""));
    }

    [Fact]
    public void The_instrument_snapshot_has_the_keys_of_the_captured_one()
    {
        SimulatedSession session = Session();
        session.Send("""{"method":"subscribe","params":{"channel":"instrument"}}""");
        JsonElement snapshot = session.Take().Single(frame => frame.Kind == WireFrameKind.Snapshot).Json();
        Assert.Equal(
            "channel type data assets id status precision precision_display borrowable collateral_value margin_rate "
            + "pairs symbol base quote status qty_precision qty_increment price_precision cost_precision marginable has_index cost_min tick_size price_increment qty_min",
            snapshot.Keys());
        JsonElement pair = snapshot.GetProperty("data").GetProperty("pairs").EnumerateArray().Single(pair => pair.GetProperty("symbol").GetString() == "BTC/USD");
        Assert.Equal("1E-8", pair.GetProperty("qty_increment").GetRawText());
        Assert.Equal("0.1", pair.GetProperty("price_increment").GetRawText());
        Assert.Equal("0.00010000", pair.GetProperty("qty_min").GetRawText());
    }

    [Fact]
    public void Refusals_and_pongs_are_worded_as_the_venue_words_them()
    {
        SimulatedSession session = Session();
        Assert.Single(session.Take());
        session.Send("""{"method":"subscribe","params":{"channel":"book","symbol":["XBT/USD"]},"req_id":9}""");
        session.Send(Request("subscribe", "book", 11, "BTC/USD"));
        session.Send("""{"method":"ping","req_id":101}""");
        session.Send("nonsense");

        string[] answers = [.. session.Take().Select(frame => frame.Text())];
        Assert.StartsWith("""{"error":"Currency pair not supported XBT/USD","method":"subscribe","req_id":9,"success":false,"symbol":"XBT/USD","time_in":""", answers[0], StringComparison.Ordinal);
        Assert.Contains("\"success\":false", answers[1], StringComparison.Ordinal);
        Assert.Matches("""^\{"method":"pong","req_id":101,"time_in":"[^"]+Z","time_out":"[^"]+Z"\}$""", answers[2]);
        Assert.StartsWith("""{"error":"Malformed request",""", answers[3], StringComparison.Ordinal);
        Assert.Equal(4, answers.Length);
    }

    [Fact]
    public void A_corrupted_checksum_is_wrong_exactly_as_often_as_asked()
    {
        SimulatedSession session = Session(new SimulationFaults(CorruptChecksumEvery: 50));
        session.Send(Request("subscribe", "book", 10, "BTC/USD"));
        var book = new TruncatingBook(10, afterEveryLevel: false);
        int messages = 0, wrong = 0;
        foreach (JsonElement message in Books(session.Run(TimeSpan.FromSeconds(60))))
        {
            bool snapshot = message.GetProperty("type").GetString() == "snapshot";
            book.Apply(message.GetProperty("data")[0], snapshot);
            if (!snapshot) messages++;
            if (message.GetProperty("data")[0].GetProperty("checksum").GetUInt32() != book.Checksum()) wrong++;
        }

        Assert.True(messages > 200, $"{messages} messages");
        Assert.Equal(messages / 50, wrong);
    }

    private static IEnumerable<JsonElement> Books(IEnumerable<WireFrame> frames) =>
        frames.Select(frame => frame.Json()).Where(message => message.TryGetProperty("channel", out JsonElement channel) && channel.GetString() == "book");

    private static string Request(string method, string channel, int? depth, params string[] symbols) =>
        JsonSerializer.Serialize(new { method, @params = depth is null ? (object)new { channel, symbol = symbols } : new { channel, symbol = symbols, depth } });

    [GeneratedRegex("""^\{"channel":"status","type":"update","data":\[\{"version":"2\.0\.10","system":"online","api_version":"v2","connection_id":\d+\}\]\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusPattern();

    [GeneratedRegex("""^\{"method":"subscribe","result":\{"channel":"book","depth":10,"snapshot":true,"symbol":"BTC/USD"\},"success":true,"time_in":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z","time_out":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AckPattern();

    [GeneratedRegex("""^\{"channel":"book","type":"update","data":\[\{"symbol":"BTC/USD","bids":\[(\{"price":\d+\.\d,"qty":\d+\.\d{8}\},?)*\],"asks":\[(\{"price":\d+\.\d,"qty":\d+\.\d{8}\},?)*\],"checksum":\d+,"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}\]\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UpdatePattern();
}

using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Binance.Private;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance;

/// <summary>
/// Binance spot: combined streams <c>depth@100ms</c>, <c>bookTicker</c>, <c>trade</c> and <c>aggTrade</c>, and the REST
/// paths that a book is started from (venue documents "WebSocket Streams" and "Market Data endpoints").
/// </summary>
public sealed class BinanceVenue : SimulatedVenue
{
    private static readonly TimeSpan DiffEvery = TimeSpan.FromMilliseconds(100);

    internal const string UserTopic = "user-data";

    private readonly Utf8Text text = new();
    private readonly BinancePrivate accounts;
    private readonly Stream[] streams;
    private readonly Dictionary<string, SimulatedBook> bySymbol;
    private readonly DateTimeOffset start;
    private long userEvents;

    public BinanceVenue(SimulatedMarket market)
        : base(VenueNames.Binance, market)
    {
        streams = [.. Books.Select(book => new Stream(book))];
        bySymbol = Books.ToDictionary(book => book.Instrument.VenueSymbol, StringComparer.Ordinal);
        start = market.Now;
        accounts = new BinancePrivate(() => Account, new BinanceFunding(() => Funding, () => Books.Select(book => book.Instrument)), () => market.Now);
    }

    protected override int NotionalDecimals => 8;

    public override RestReply Rest(RestRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/api/v3/ping") => new RestReply(200, "{}"u8.ToArray()),
        ("GET", "/api/v3/time") => new RestReply(200, text.Begin().Raw("{\"serverTime\":"u8).Number(Market.Now.ToUnixTimeMilliseconds())
            .Raw("}"u8).ToArray()),
        ("GET", "/api/v3/exchangeInfo") => ExchangeInfo(request),
        ("GET", "/api/v3/depth") => DepthSnapshot(request),
        _ => accounts.TryAnswer(request) ?? new RestReply(404, "{}"u8.ToArray()),
    };

    protected override VenueClient? Open(string path, IReadOnlyDictionary<string, string> query, Action<VenueClient, WireFrame> deliver)
    {
        if (path == "/ws-api/v3") return new BinanceApiClient(() => Account, () => Market.Now, deliver);
        if (path.StartsWith("/ws/", StringComparison.Ordinal) && accounts.ListenKeys.Contains(path["/ws/".Length..])) return new BinanceUserClient(deliver);
        if (path is not "/stream") return null;
        var client = new BinanceClient(Market, deliver);
        foreach (string stream in query.GetValueOrDefault("streams", "").Split('/', StringSplitOptions.RemoveEmptyEntries)) client.Topics.Add(stream);
        return client;
    }

    protected override void Encode(List<WireFrame> frames)
    {
        bool flush = (Market.Now - start).Ticks % DiffEvery.Ticks == 0;
        foreach (Stream stream in streams)
        {
            Events(stream, frames);
            if (flush) Diff(stream, frames);
        }
    }

    /// <summary>The order's report first, and then, where money moved or was locked, the balances it left.</summary>
    protected override void OnAccount(AccountNews news)
    {
        SimulatedAccount account = Account!;
        long eventId = ++userEvents;
        string symbol = account.VenueSymbolOf(news.Order.Symbol);
        DeliverTo(UserTopic, client => Wrap(client, json => BinanceUserEvents.ExecutionReport(json, news, symbol, eventId, Market.Now)));
        DeliverTo(UserTopic, client => Wrap(client, json => BinanceUserEvents.AccountPosition(json, news, account, Market.Now)));
    }

    /// <summary>Subscribed through the WebSocket API, events come in an envelope; by listen key, bare.</summary>
    private static byte[] Wrap(VenueClient client, Action<Utf8JsonWriter> write) => JsonBody.Object(client is not BinanceApiClient ? write : json =>
    {
        json.WriteNumber("subscriptionId", BinanceApiClient.Subscription);
        json.WriteStartObject("event");
        write(json);
        json.WriteEndObject();
    });

    private void Events(Stream stream, List<WireFrame> frames)
    {
        SimulatedInstrument instrument = stream.Book.Instrument;
        bool quotes = Wanted(stream.BookTicker), trades = Wanted(stream.Trade), aggregates = Wanted(stream.AggregateTrade);
        foreach (BookEvent happened in stream.Book.Events)
        {
            stream.Window.Add(happened);
            if (quotes && happened.Kind == BookEventKind.Best)
                frames.Add(Frame(
                    stream.BookTicker, instrument,
                    WireFrameKind.Quote,
                    BinanceFrames.BookTicker(text, instrument, stream.BookTicker, happened.Sequence, happened.Level, happened.Ask)));
            if (happened.Kind != BookEventKind.Trade) continue;
            if (trades)
                frames.Add(Frame(
                    stream.Trade, instrument,
                    WireFrameKind.Trade,
                    BinanceFrames.Trade(text, instrument, stream.Trade, Market.Now, happened.TradeId, happened.Level, happened.Side)));
            if (aggregates)
                frames.Add(Frame(
                    stream.AggregateTrade, instrument,
                    WireFrameKind.Trade,
                    BinanceFrames.AggregateTrade(text, instrument, stream.AggregateTrade, Market.Now, happened.TradeId, happened.Level, happened.Side)));
        }
    }

    private void Diff(Stream stream, List<WireFrame> frames)
    {
        DiffWindow window = stream.Window;
        if (window.IsEmpty) return;
        SimulatedInstrument instrument = stream.Book.Instrument;
        if (Wanted(stream.Depth))
            frames.Add(Frame(
                stream.Depth, instrument,
                WireFrameKind.Diff,
                BinanceFrames.Depth(text, instrument, stream.Depth, Market.Now, window.First, window.Last, window.Bids, window.Asks)));
        window.Clear();
    }

    private WireFrame Frame(string topic, SimulatedInstrument instrument, WireFrameKind kind, byte[] bytes) =>
        new(Market.Now, Name, topic, instrument.VenueSymbol, kind, bytes);

    private RestReply DepthSnapshot(RestRequest request)
    {
        if (request["symbol"] is not { Length: > 0 } symbol) return MissingSymbol();
        if (!bySymbol.TryGetValue(symbol, out SimulatedBook? book)) return UnknownSymbol();
        int limit = 100;
        if (request["limit"] is { } asked && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
            return new RestReply(400, BinanceFrames.Error(text, -1100, "Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'."));
        return new RestReply(200, BinanceFrames.DepthSnapshot(text, book, Math.Min(limit, 5000)));
    }

    private RestReply ExchangeInfo(RestRequest request)
    {
        IEnumerable<SimulatedInstrument> instruments = Books.Select(book => book.Instrument);
        if (request["symbol"] is { } symbol)
        {
            if (!bySymbol.TryGetValue(symbol, out SimulatedBook? book)) return UnknownSymbol();
            instruments = [book.Instrument];
        }

        return new RestReply(200, BinanceExchangeInfo.Body(text, Market.Now, instruments));
    }

    private RestReply UnknownSymbol() => new(400, BinanceFrames.Error(text, -1121, "Invalid symbol."));

    private RestReply MissingSymbol() =>
        new(400, BinanceFrames.Error(text, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."));

    /// <summary>One symbol's streams, by the names a client asks for them.</summary>
    private sealed class Stream(SimulatedBook book)
    {
        public SimulatedBook Book => book;

        public DiffWindow Window { get; } = new();

        public string Depth { get; } = Lower(book.Instrument.VenueSymbol) + "@depth@100ms";

        public string BookTicker { get; } = Lower(book.Instrument.VenueSymbol) + "@bookTicker";

        public string Trade { get; } = Lower(book.Instrument.VenueSymbol) + "@trade";

        public string AggregateTrade { get; } = Lower(book.Instrument.VenueSymbol) + "@aggTrade";

        private static string Lower(string symbol) => symbol.ToLower(CultureInfo.InvariantCulture);
    }
}

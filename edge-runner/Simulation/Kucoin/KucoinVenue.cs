using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Kucoin.Private;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kucoin;

/// <summary>
/// KuCoin spot: topics <c>/market/level2</c>, <c>/market/ticker</c> and <c>/market/match</c>, the token that opens the
/// socket, and the REST books and symbols.
/// </summary>
public sealed class KucoinVenue : SimulatedVenue
{
    // Tickers of the capture come about every 100 ms, when the sequence has moved.
    private static readonly TimeSpan TickerEvery = TimeSpan.FromMilliseconds(100);

    private readonly Utf8Text text = new();
    private readonly Topics[] topics;
    private readonly Dictionary<string, SimulatedBook> bySymbol;
    private readonly DateTimeOffset start;
    private readonly KucoinPrivate accounts;
    private readonly SortedDictionary<Asset, PaperBalance> told = [];
    private long balanceEvents;

    public KucoinVenue(SimulatedMarket market)
        : base(VenueNames.Kucoin, market)
    {
        topics = [.. Books.Select(book => new Topics(book))];
        bySymbol = Books.ToDictionary(book => book.Instrument.VenueSymbol, StringComparer.Ordinal);
        start = market.Now;
        accounts = new KucoinPrivate(() => Account, new KucoinFunding(() => Funding, () => Account), () => market.Now);
    }

    /// <summary>The token that <c>bullet-public</c> gives out; a connection without it is refused, as at the venue.</summary>
    public const string Token = "2neAiuYvAU61ZDXANAGAsiL4-iAExhsBXZxftpOeh_55i3Ysy2q2LEsEWU64mdzUOPusi34M_wGoSf7iNyEWJ1UQy47YbpY4zVdzilNP-Bj3iXzrjjGlWtiYB9J6i9Gj.simulated==";

    internal const string OrdersTopic = "/spotMarket/tradeOrdersV2";
    internal const string BalanceTopic = "/account/balance";

    internal DateTimeOffset Now => Market.Now;

    public override RestReply Rest(RestRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "/api/v1/bullet-public") => new RestReply(200, KucoinBodies.Bullet(text, Token, request.WebSocket)),
        (_, "/api/v1/bullet-public") => new RestReply(405, "{\"msg\":\"Method Not Allowed\",\"code\":\"405000\"}"u8.ToArray()),
        ("GET", "/api/v2/symbols") => new RestReply(200, KucoinBodies.Symbols(text, Books.Select(book => book.Instrument))),
        ("GET", "/api/v1/market/orderbook/level2_20") => OrderBook(request, 20),
        ("GET", "/api/v1/market/orderbook/level2_100") => OrderBook(request, 100),
        ("GET", "/api/v3/market/orderbook/level2") => OrderBook(request, int.MaxValue),
        ("GET", "/api/v1/timestamp") => new RestReply(200, text.Begin().Raw("{\"code\":\"200000\",\"data\":"u8)
            .Number(Now.ToUnixTimeMilliseconds()).Raw("}"u8).ToArray()),
        ("GET", var path) when path.StartsWith(KucoinFunding.Currencies, StringComparison.Ordinal) => KucoinFunding.ListCurrencies(Funding, path) ?? NotFound(),
        _ => accounts.TryAnswer(request) ?? NotFound(),
    };

    private RestReply NotFound() => new(404, KucoinBodies.Error(text, "404", "Not Found"));

    /// <summary>The order's change, and a notice for each asset whose balance it changed.</summary>
    protected override void OnAccount(AccountNews news)
    {
        string symbol = Account!.VenueSymbolOf(news.Order.Symbol);
        foreach ((string type, string status) in Changes(news))
            DeliverTo(OrdersTopic, _ => KucoinOrders.Change(news.Order, news.Fill, symbol, type, status));
        foreach ((Asset asset, PaperBalance balance) in Account.Balances)
        {
            PaperBalance before = told.GetValueOrDefault(asset, balance);
            if (!told.ContainsKey(asset) && Account.Options.Balances.TryGetValue(asset.Code, out decimal opening)) before = new PaperBalance(Amount.From(Exact.FromDecimal(opening)), Amount.Zero);
            told[asset] = balance;
            if (before == balance) continue;
            long number = ++balanceEvents;
            DeliverTo(BalanceTopic, _ => KucoinOrders.Balance(asset, balance, before, news, symbol, number));
        }
    }

    /// <summary>Received, then open where it rests; match for each fill; filled or canceled at the end.</summary>
    private static IEnumerable<(string Type, string Status)> Changes(AccountNews news)
    {
        switch (news.Kind)
        {
            case AccountNewsKind.New:
                yield return ("received", "new");
                if (news.Order.TimeInForce != TimeInForce.ImmediateOrCancel) yield return ("open", "open");
                break;
            case AccountNewsKind.Trade:
                yield return ("match", "match");
                if (news.Order.Done) yield return ("filled", "done");
                break;
            default:
                yield return ("canceled", "done");
                break;
        }
    }

    internal bool Knows(string symbol) => bySymbol.ContainsKey(symbol);

    protected override VenueClient? Open(string path, IReadOnlyDictionary<string, string> query, Action<VenueClient, WireFrame> deliver) =>
        path is "/" or "/endpoint" ? new KucoinClient(this, query.GetValueOrDefault("token"), query.GetValueOrDefault("connectId", "simulated"), deliver) : null;

    protected override void Encode(List<WireFrame> frames)
    {
        bool ticker = (Market.Now - start).Ticks % TickerEvery.Ticks == 0;
        foreach (Topics topic in topics)
        {
            Events(topic, frames);
            if (ticker) Ticker(topic, frames);
        }
    }

    private void Events(Topics topic, List<WireFrame> frames)
    {
        SimulatedInstrument instrument = topic.Book.Instrument;
        bool levels = Wanted(topic.Level2), matches = Wanted(topic.Match);
        if (!levels && !matches) return;
        foreach (BookEvent happened in topic.Book.Events)
        {
            if (levels && happened.Kind is BookEventKind.Change or BookEventKind.Nothing)
                frames.Add(Frame(
                    topic.Level2, instrument,
                    WireFrameKind.Diff,
                    KucoinFrames.Level2(text, instrument, topic.Level2, happened.Side, happened.Level, happened.Sequence)));
            else if (matches && happened.Kind == BookEventKind.Trade)
                frames.Add(Frame(
                    topic.Match, instrument,
                    WireFrameKind.Trade,
                    KucoinFrames.Match(text, instrument, topic.Match, Now, happened)));
        }
    }

    private void Ticker(Topics topic, List<WireFrame> frames)
    {
        if (topic.Told == topic.Book.Sequence) return;
        topic.Told = topic.Book.Sequence;
        if (Wanted(topic.Ticker))
            frames.Add(Frame(
                topic.Ticker, topic.Book.Instrument,
                WireFrameKind.Quote,
                KucoinFrames.Ticker(text, topic.Book, topic.Ticker, Now)));
    }

    private WireFrame Frame(string topic, SimulatedInstrument instrument, WireFrameKind kind, byte[] bytes) =>
        new(Now, Name, topic, instrument.VenueSymbol, kind, bytes);

    private RestReply OrderBook(RestRequest request, int limit) =>
        request["symbol"] is { } symbol && bySymbol.TryGetValue(symbol, out SimulatedBook? book)
            ? new RestReply(200, KucoinBodies.OrderBook(text, book, limit, Now))
            : new RestReply(200, KucoinBodies.Error(text, "900001", "symbol not exists"));

    private sealed class Topics(SimulatedBook book)
    {
        public SimulatedBook Book => book;

        public string Level2 { get; } = "/market/level2:" + book.Instrument.VenueSymbol;

        public string Ticker { get; } = "/market/ticker:" + book.Instrument.VenueSymbol;

        public string Match { get; } = "/market/match:" + book.Instrument.VenueSymbol;

        /// <summary>The sequence of the last ticker.</summary>
        public long Told { get; set; }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Kraken.Private;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>
/// Kraken spot, WebSocket v2: channels book (depths 10, 25, 100, 500, 1000), ticker, trade, instrument, heartbeat, and with a
/// token executions and balances. What is public comes over the socket; REST is for the account, and tells the time.
/// </summary>
public sealed class KrakenVenue : SimulatedVenue
{
    // Captures of 2026-08-02 carry about one heartbeat a second, among the data too.
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(1);

    private readonly Utf8Text text = new();
    private readonly KrakenBook[] books;
    private readonly Dictionary<string, KrakenBook> bySymbol;
    private readonly DateTimeOffset start;
    private readonly int corruptEvery;
    private readonly KrakenPrivate accounts;
    private int bookFrames;
    private ulong connections;

    /// <param name="market">The market.</param>
    /// <param name="corruptChecksumEvery">A fault: every so many book updates carry a wrong checksum; 0 for none.</param>
    public KrakenVenue(SimulatedMarket market, int corruptChecksumEvery = 0)
        : base(VenueNames.Kraken, market)
    {
        books = [.. Books.Select(book => new KrakenBook(book))];
        bySymbol = books.ToDictionary(book => book.Symbol, StringComparer.Ordinal);
        start = market.Now;
        corruptEvery = corruptChecksumEvery;
        accounts = new KrakenPrivate(() => Account, new KrakenFunding(() => Funding));
    }

    internal DateTimeOffset Now => Market.Now;

    protected override int NotionalDecimals => 10;

    public override RestReply Rest(RestRequest request)
    {
        if ((request.Method, request.Path) is ("GET", "/0/public/Time"))
        {
            return new RestReply(200, text.Begin().Raw("{\"error\":[],\"result\":{\"unixtime\":"u8).Number(Now.ToUnixTimeSeconds())
                .Raw(",\"rfc1123\":\""u8).Raw(Now.UtcDateTime.ToString("ddd, dd MMM yy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)).Raw("\"}}"u8).ToArray());
        }

        return accounts.TryAnswer(request) ?? new RestReply(404, "{\"error\":[\"EGeneral:Unknown method\"]}"u8.ToArray());
    }

    internal KrakenBook? Find(string symbol) => bySymbol.GetValueOrDefault(symbol);

    internal byte[] InstrumentSnapshot() => KrakenInstruments.Snapshot(text, [.. Books.Select(book => book.Instrument)]);

    protected override void OnAccount(AccountNews news)
    {
        SimulatedAccount account = Account!;
        string symbol = account.VenueSymbolOf(news.Order.Symbol);
        foreach (Action<Utf8JsonWriter> told in KrakenExecutions.Of(news, symbol))
            DeliverTo(KrakenExecutions.ExecutionsTopic, client => KrakenExecutions.Message("executions", "update", ((KrakenClient)client).NextSequence("executions"), told));
        if (news.Fill is { } fill)
            DeliverTo(KrakenExecutions.BalancesTopic, client => KrakenExecutions.Message("balances", "update", ((KrakenClient)client).NextSequence("balances"), json => Movements(json, account, fill)));
    }

    private static void Movements(Utf8JsonWriter json, SimulatedAccount account, PaperFill fill)
    {
        Exact sign = new(fill.Order.Side == Side.Buy ? 1 : -1, 0);
        Asset bought = fill.Order.Symbol.Base, paid = fill.Order.Symbol.Quote, fee = fill.Order.FeeAsset;
        KrakenExecutions.BalanceChange(json, bought.Code, sign * fill.Quantity.Value, fee == bought ? fill.Fee.Value : Exact.Zero, account.Of(bought), fill);
        KrakenExecutions.BalanceChange(json, paid.Code, -(sign * fill.Notional.Value), fee == paid ? fill.Fee.Value : Exact.Zero, account.Of(paid), fill);
    }

    protected override VenueClient? Open(string path, IReadOnlyDictionary<string, string> query, Action<VenueClient, WireFrame> deliver) =>
        path is "/v2" or "/" ? new KrakenClient(this, new SeededRandom(++connections).Next(), deliver) : null;

    protected override void Encode(List<WireFrame> frames)
    {
        foreach (KrakenBook book in books)
        {
            book.DropViews(IsUnwanted);
            bool tradeTicker = Wanted(book.TickerTopic), quoteTicker = Wanted(book.QuoteTickerTopic), trades = Wanted(book.TradeTopic);
            int index = 0;
            bool traded = false, moved = false;
            foreach (BookEvent happened in book.Source.Events)
            {
                // Microseconds apart inside a step, so that stamps are distinct and in order.
                DateTimeOffset time = Market.Now.AddTicks(10 * index++);
                if (happened.Kind == BookEventKind.Change) book.Apply(happened);
                else if (happened.Kind == BookEventKind.Commit) Updates(book, time, frames);
                moved |= happened.Kind == BookEventKind.Best;
                if (happened.Kind != BookEventKind.Trade) continue;
                traded = true;
                var trade = new KrakenTrade(happened.Level, happened.Side, happened.TradeId, time);
                book.Remember(trade);
                if (trades)
                    frames.Add(Frame(
                        book, book.TradeTopic,
                        WireFrameKind.Trade,
                        KrakenFrames.Trades(text, book.Source.Instrument, "update", [trade])));
            }

            if (tradeTicker && traded)
                frames.Add(Frame(
                    book, book.TickerTopic,
                    WireFrameKind.Quote,
                    KrakenFrames.Ticker(text, book.Source, "update", book.Day)));
            if (quoteTicker && moved)
                frames.Add(Frame(
                    book, book.QuoteTickerTopic,
                    WireFrameKind.Quote,
                    KrakenFrames.Ticker(text, book.Source, "update", book.Day)));
        }

        if ((Market.Now - start).Ticks % HeartbeatEvery.Ticks == 0)
            frames.Add(new WireFrame(Market.Now, Name, KrakenTopics.Heartbeat, "", WireFrameKind.Control, KrakenFrames.Heartbeat));
    }

    private bool IsUnwanted(DepthView view) => !Wanted(view.Topic);

    private void Updates(KrakenBook book, DateTimeOffset time, List<WireFrame> frames)
    {
        foreach (DepthView view in book.Views)
        {
            if (!view.Collect()) continue;
            bool corrupt = corruptEvery > 0 && ++bookFrames % corruptEvery == 0;
            uint checksum = corrupt ? view.Checksum ^ 1 : view.Checksum;
            byte[] bytes = KrakenFrames.Book(
                text,
                book.Source.Instrument,
                "update",
                CollectionsMarshal.AsSpan(view.BidChanges),
                CollectionsMarshal.AsSpan(view.AskChanges),
                checksum,
                time);
            frames.Add(Frame(book, view.Topic, WireFrameKind.Diff, bytes));
        }
    }

    private WireFrame Frame(KrakenBook book, string topic, WireFrameKind kind, byte[] bytes) =>
        new(Market.Now, Name, topic, book.Symbol, kind, bytes);
}

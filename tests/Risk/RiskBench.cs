using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Risk;

/// <summary>Instruments, paths, books and orders for gates that are looked at by themselves.</summary>
internal sealed class RiskBench : IAudit
{
    public const long Second = 1_000_000_000;

    public static readonly Venue Alpha = TradingDesk.Alpha;
    public static readonly Venue Beta = TradingDesk.Beta;
    public static readonly Asset Btc = TradingDesk.Btc;
    public static readonly Asset Usdt = TradingDesk.Usdt;

    private int _number;

    public RiskBench()
    {
        Instruments = [Instrument(0, Alpha, "BTC/USDT"), Instrument(1, Alpha, "ETH/BTC"), Instrument(2, Alpha, "ETH/USDT"), Instrument(3, Beta, "BTC/USDT")];
        Quote(Instruments[0], "99.90", "100.00");
        Quote(Instruments[1], "0.0499", "0.05");
        Quote(Instruments[2], "5.20", "5.21");
        Quote(Instruments[3], "102.00", "102.10");
        Rates = new BookRates(Instruments, new HashSet<Asset> { Usdt });
        Paths = new PathGraph(Instruments, new HashSet<Asset> { Usdt }).Paths;
        Book = new TradeBook(Instruments, new HashSet<Asset> { Usdt });
    }

    public IReadOnlyList<TradedInstrument> Instruments { get; }

    public IReadOnlyList<CyclePath> Paths { get; }

    /// <summary>Buys BTC on alpha, sells it on beta.</summary>
    public CyclePath Cross => Paths.First(path => path.Kind == PathKind.Cross && path.Instruments[0].Instrument.Venue == Alpha);

    public CyclePath Triangle => Paths.First(path => path.Kind == PathKind.Triangular);

    public BookRates Rates { get; }

    public TradeBook Book { get; }

    public List<string> Audited { get; } = [];

    public void Add(long time, string kind, string subject, string detail) => Audited.Add($"{kind} {subject}: {detail}");

    public void OnOrder(Order order)
    {
    }

    public void OnCycle(Cycle cycle, Amount netInDollars)
    {
    }

    public void Deposit(Place place, Asset asset, string amount) => Book.Apply(new Deposited(1, place.Name, asset, Amount.Parse(amount)));

    public void Quote(TradedInstrument traded, string bid, string ask)
    {
        var book = traded.Book;
        book.Clear();
        book.Bids.Set(Price.Parse(bid).ToUnits(book.PriceDecimals), Quantity.Parse("1000").ToUnits(book.QuantityDecimals));
        book.Asks.Set(Price.Parse(ask).ToUnits(book.PriceDecimals), Quantity.Parse("1000").ToUnits(book.QuantityDecimals));
        book.Bids.ProveAll();
        book.Asks.ProveAll();
        book.Prove();
    }

    /// <summary>A cross cycle of one BTC with its buying order on alpha under way.</summary>
    public Order Send(long sentAt, string quantity = "1", string cost = "100")
    {
        var id = ++_number;
        Book.Apply(new CycleOpened(
            sentAt,
            1,
            id,
            PathKind.Cross,
            [new RecordedLeg(Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Quantity.Parse(quantity), Price.Parse("100"), Price.Parse("100")), new RecordedLeg(Beta, Symbol.Parse("BTC/USDT"), Side.Sell, Quantity.Parse(quantity), Price.Parse("102"), Price.Parse("102"))],
            Usdt,
            Usdt,
            Amount.Parse(cost),
            Amount.Parse("1")));
        Book.Apply(new OrderIntended(sentAt, $"1-{id}-1", 1, id, 0, OrderPurpose.Entry, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Quantity.Parse(quantity), Price.Parse("100")));
        return Book.Find($"1-{id}-1")!;
    }

    public Order End(Order order, OrderState state, long now)
    {
        Book.Apply(new OrderEnded(now, order.Id, state, ""));
        return order;
    }

    /// <summary>Sent and ended so much later.</summary>
    public Order Ended(OrderState state, long sentAt, long latency = Second / 100) => End(Send(sentAt), state, sentAt + latency);

    private static TradedInstrument Instrument(int index, Venue venue, string symbol)
        => new(
            index,
            new Instrument(venue, Symbol.Parse(symbol), symbol, Price.Parse("0.0001"), Quantity.Parse("0.0001"), Quantity.Zero, Notional.Zero, new FeeSchedule(Bps.From(10m), Bps.From(10m), FeeAsset.Received)),
            new OrderBook());
}

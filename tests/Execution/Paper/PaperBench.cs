using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Execution.Paper;

/// <summary>A paper venue over one hand-made book, in time that the test tells, and what it answered.</summary>
internal sealed class PaperBench : IDisposable
{
    public const long Millisecond = 1_000_000;
    public const long Second = 1_000 * Millisecond;

    public static readonly Venue Binance = new("binance");
    public static readonly Asset Btc = new("BTC");
    public static readonly Asset Usdt = new("USDT");

    private readonly PaperSettings _settings;
    private readonly string? _path;
    private int _orders;

    public PaperBench(PaperSettings? settings = null, string? path = null, FeeAsset paidIn = FeeAsset.Quote)
    {
        _settings = settings ?? PaperSettings.Faultless;
        _path = path;
        var fees = new FeeSchedule(Bps.From(10m), Bps.From(10m), paidIn);
        Traded = new TradedInstrument(
            0,
            new Instrument(Binance, Symbol.Parse("BTC/USDT"), "BTCUSDT", Price.Parse("0.01"), Quantity.Parse("0.001"), Quantity.Parse("0.001"), Notional.Parse("5"), fees),
            new OrderBook());
        Quote("99", "100", "5");
        Venue = Start();
    }

    public static readonly Asset Bnb = new("BNB");

    public TradedInstrument Traded { get; }

    /// <summary>Fees are paid in BNB from here on, a quarter less, by a market of that bid.</summary>
    public OrderBook PayInBnb(string bid)
    {
        var ordinary = Traded.Instrument.Fees;
        var market = new TradedInstrument(
            1,
            new Instrument(Binance, Symbol.Parse("BNB/USDT"), "BNBUSDT", Price.Parse("0.1"), Quantity.Parse("0.001"), Quantity.Parse("0.001"), Notional.Parse("5"), ordinary),
            new OrderBook());
        market.Book.Bids.Set(Price.Parse(bid).ToUnits(market.Book.PriceDecimals), Quantity.Parse("100").ToUnits(market.Book.QuantityDecimals));
        market.Book.Asks.Set(Price.Parse("1000").ToUnits(market.Book.PriceDecimals), Quantity.Parse("100").ToUnits(market.Book.QuantityDecimals));
        market.Book.Bids.ProveAll();
        market.Book.Asks.ProveAll();
        market.Book.Prove();
        Traded.FeeMarket = market;
        Traded.ChangeFees(ordinary with { Taker = Bps.From(7.5m), Maker = Bps.From(7.5m), PaidIn = FeeAsset.Other, OtherAsset = Bnb, Ordinary = ordinary });
        return market.Book;
    }

    public PaperVenue Venue { get; private set; }

    public PaperAccount Account => Venue.AccountOf(Binance);

    public List<OrderReply> Replies { get; } = [];

    public List<AccountReport> Reports { get; } = [];

    public long Now { get; private set; } = 1_700_000_000 * Second;

    /// <summary>A book of one level a side.</summary>
    public void Quote(string bid, string ask, string quantity)
    {
        Traded.Book.Clear();
        Traded.Book.Bids.Set(Price.Parse(bid).ToUnits(Traded.Book.PriceDecimals), Quantity.Parse(quantity).ToUnits(Traded.Book.QuantityDecimals));
        Traded.Book.Asks.Set(Price.Parse(ask).ToUnits(Traded.Book.PriceDecimals), Quantity.Parse(quantity).ToUnits(Traded.Book.QuantityDecimals));
        Traded.Book.Bids.ProveAll();
        Traded.Book.Asks.ProveAll();
        Traded.Book.Prove();
    }

    public Order Send(Side side, string quantity, string limit, TimeInForce timeInForce = TimeInForce.ImmediateOrCancel)
    {
        var order = new Order($"1-1-{++_orders}", null!, 0, OrderPurpose.Entry, Traded, side, Quantity.Parse(quantity), Price.Parse(limit), Now) { TimeInForce = timeInForce };
        Venue.Send(order);
        return order;
    }

    public void Pass(long nanoseconds)
    {
        Now += nanoseconds;
        Venue.Advance(Now);
        while (Venue.TryTakeReply(out var reply))
            Replies.Add(reply);
        while (Venue.TryTakeReport(out var report))
            Reports.Add(report);
    }

    /// <summary>The process ends, and another begins from the venue's own log.</summary>
    public void Restart()
    {
        Venue.Dispose();
        Venue = Start();
    }

    public (string Free, string Locked) Of(Asset asset) => (Account.Of(asset).Free.ToString(), Account.Of(asset).Locked.ToString());

    public void Dispose() => Venue.Dispose();

    private PaperVenue Start() => new(
        _settings,
        _path,
        CrashPlan.None,
        [Traded],
        [new RecordedBalance("binance", Usdt, Amount.Parse("1000")), new RecordedBalance("binance", Btc, Amount.Parse("2"))]);
}

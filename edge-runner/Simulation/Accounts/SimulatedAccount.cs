using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>
/// A paper account over one venue's simulated books: orders take from them, rest, and are filled when the market comes through.
/// Faultless: what goes wrong on the wire is the wire's to do.
/// </summary>
public sealed class SimulatedAccount : ISimulatedAccount
{
    private readonly SimulatedMarket market;
    private readonly PaperAccount account;
    private readonly int notionalDecimals;
    private readonly Dictionary<string, SimulatedBook> books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instrument> instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Quantity> taken = new(StringComparer.Ordinal);

    /// <param name="venue">Whose.</param>
    /// <param name="market">It trades in.</param>
    /// <param name="options">Its keys, fees and opening balances.</param>
    /// <param name="notionalDecimals">What a fill cost is booked to so many.</param>
    public SimulatedAccount(string venue, SimulatedMarket market, SimulatedAccountOptions options, int notionalDecimals = Amount.Decimals)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(options);
        this.market = market;
        this.notionalDecimals = notionalDecimals;
        Options = options;
        account = new PaperAccount(new Venue(venue));
        foreach (SimulatedBook book in market.Books.Where(book => book.Instrument.Venue == venue))
        {
            books.Add(book.Instrument.VenueSymbol, book);
            instruments.Add(book.Instrument.VenueSymbol, InstrumentFrom(account.Venue, book.Instrument, options.Fees));
        }

        foreach ((string asset, decimal amount) in options.Balances) account.Deposit(new Asset(asset), Amount.From(Exact.FromDecimal(amount)));
    }

    public SimulatedAccountOptions Options { get; }

    public Action<AccountNews>? Happened { get; set; }

    public IEnumerable<(Asset Asset, PaperBalance Balance)> Balances => account.Balances;

    public IEnumerable<PaperOrder> OpenOrders => account.Pending;

    public IEnumerable<PaperOrder> Orders => account.Pending.Concat(account.Ended).OrderByDescending(order => order.Number);

    public IEnumerable<PaperFill> Fills => account.Fills;

    public IReadOnlyCollection<Instrument> Instruments => instruments.Values;

    private long Now => (market.Now - DateTimeOffset.UnixEpoch).Ticks * 100;

    public PaperBalance Of(Asset asset) => account.Of(asset);

    /// <summary>Money into or out of the account outside trading; once for an id. False where less is free.</summary>
    public bool TryMove(string id, Asset asset, Amount change) => account.TryMove(id, asset, change);

    public Instrument? InstrumentOf(string venueSymbol) => instruments.GetValueOrDefault(venueSymbol);

    public string VenueSymbolOf(Symbol symbol) => instruments.Values.First(instrument => instrument.Symbol == symbol).VenueSymbol;

    public PaperOrder? Find(string clientOrderId) => account.Find(clientOrderId);

    public PaperOrder? Find(long number) => account.Find(number);

    public (PaperRefusal Refusal, PaperOrder? Order) Place(OrderRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Instrument instrument = instruments[request.VenueSymbol];
        long number = account.NextNumber();
        string id = request.ClientOrderId.Length > 0 ? request.ClientOrderId : $"venue-{number}";
        if (account.Find(id) is not null) return (PaperRefusal.Duplicate, null);
        var order = new PaperOrder(
            id, account.Venue.Name, instrument.Symbol, request.Side, request.Quantity, request.Limit, TimeInForce: request.TimeInForce, Number: number, SentAt: Now, ChangedAt: Now);
        var liquidity = new SimulatedLiquidity(books[request.VenueSymbol]);
        PaperRefusal refusal = PaperRules.Check(order, account, instrument, liquidity);
        if (refusal != PaperRefusal.None) return (refusal, null);
        order = PaperRules.Arrive(order, account, instrument, liquidity, Now);
        account.Apply(order);
        Happened?.Invoke(new AccountNews(AccountNewsKind.New, order));
        return (PaperRefusal.None, Take(order, instrument, liquidity));
    }

    public PaperOrder? Cancel(PaperOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (account.Find(order.Id) is not { IsOpen: true } open) return null;
        return End(open, AccountNewsKind.Cancelled);
    }

    /// <summary>To be called after each step of the market: resting orders that it came through are filled at their own price.</summary>
    public void Step()
    {
        foreach (PaperOrder resting in account.Pending.ToList())
        {
            SimulatedBook book = books[VenueSymbolOf(resting.Symbol)];
            Quantity offered = new SimulatedLiquidity(book).Offers(resting.Side, resting.Quantity, resting.Limit).Filled;
            Quantity before = taken.GetValueOrDefault(resting.Id);
            taken[resting.Id] = offered;
            Quantity reached = (offered > before ? offered - before : Quantity.Zero) + TradedThrough(book, resting);
            Quantity most = reached < resting.Missing ? reached : resting.Missing;
            if (!most.IsZero) Fill(resting, instruments[book.Instrument.VenueSymbol], resting.Limit, most, isMaker: true);
        }
    }

    private static Quantity TradedThrough(SimulatedBook book, PaperOrder resting)
    {
        Quantity traded = Quantity.Zero;
        foreach (BookEvent happened in book.Events)
        {
            if (happened.Kind != BookEventKind.Trade) continue;
            Price price = Price.FromUnits(happened.Level.Price, book.Instrument.PriceDecimals);
            if (resting.Side == Side.Buy ? price < resting.Limit : price > resting.Limit)
                traded += Quantity.FromUnits(happened.Level.Quantity, book.Instrument.QuantityDecimals);
        }

        return traded;
    }

    private static Instrument InstrumentFrom(Venue venue, SimulatedInstrument instrument, FeeSchedule fees) => new(
        venue,
        Symbol.Parse(instrument.Symbol),
        instrument.VenueSymbol,
        Price.FromUnits(1, instrument.PriceDecimals),
        Quantity.FromUnits(1, instrument.QuantityDecimals),
        new Quantity(Exact.FromDecimal(instrument.MinQuantity)),
        new Notional(Exact.FromDecimal(instrument.MinNotional)),
        fees);

    private PaperOrder Take(PaperOrder order, Instrument instrument, SimulatedLiquidity liquidity)
    {
        foreach ((Price price, Quantity quantity) in liquidity.Levels(order.Side, order.Quantity, order.Limit).ToList())
            order = Fill(order, instrument, price, quantity, isMaker: false);
        if (order.Done) return order;
        taken[order.Id] = order.Filled;
        return order.TimeInForce == TimeInForce.ImmediateOrCancel ? End(order, AccountNewsKind.Expired) : order;
    }

    private PaperOrder Fill(PaperOrder order, Instrument instrument, Price price, Quantity quantity, bool isMaker)
    {
        var notional = new Notional((price * quantity).Value.Round(notionalDecimals, Rounding.Floor));
        PaperOrder filled = PaperRules.Fill(order, instrument, quantity, notional, isMaker, Now);
        if (filled.Done) taken.Remove(filled.Id);
        PaperFill? fill = account.Apply(filled, isMaker);
        Happened?.Invoke(new AccountNews(AccountNewsKind.Trade, filled, fill));
        return filled;
    }

    private PaperOrder End(PaperOrder order, AccountNewsKind kind)
    {
        PaperOrder ended = order.End(Now, kind.ToString());
        taken.Remove(ended.Id);
        account.Apply(ended);
        Happened?.Invoke(new AccountNews(kind, ended));
        return ended;
    }
}

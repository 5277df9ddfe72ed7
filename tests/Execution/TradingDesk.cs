using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Execution;

/// <summary>
/// An executor over hand-made books, with a journal, a gateway and an audit that only take down what they are told. A cross pair
/// (alpha and beta, BTC/USDT, 2 % apart) and a triangle inside alpha (4 %) stand open from the start. After every step the money
/// is added up again, apart from the ledger, and the journal is folded again. It is long because it stands for every port at once:
/// a test that moves the books, answers an order and ends the process does so in one place.
/// </summary>
internal sealed class TradingDesk : IExecutionLog, IOrderGateway, IAudit, IFactSink
{
    public const long Millisecond = 1_000_000;
    public const long Second = 1_000 * Millisecond;

    public static readonly Venue Alpha = new("alpha");
    public static readonly Venue Beta = new("beta");
    public static readonly Asset Btc = new("BTC");
    public static readonly Asset Eth = new("ETH");
    public static readonly Asset Usdt = new("USDT");
    public static readonly Asset Sol = new("SOL");

    public static readonly HashSet<Asset> Dollars = [Usdt];

    private readonly ExecutionSettings _settings;
    private readonly PathGraph _graph;
    private readonly BookRates _rates;
    private readonly List<byte[]> _journal = [];
    private readonly MoneyAddedUp _money = new();
    private byte[] _checkpoint;
    private Detector _detector = null!;
    private long _epoch;
    private readonly bool _isSquare;
    private readonly Bps _rebalanceCost;
    private bool _converged;
    private int _verified = -1;
    private long _held;

    /// <param name="settings">How it trades.</param>
    /// <param name="isSquare">Inside alpha a cycle of four pairs, over SOL, stands open instead of the triangle.</param>
    /// <param name="rebalanceCost">What a cross pair that moves stock to one side is charged for getting it back later.</param>
    public TradingDesk(ExecutionSettings? settings = null, bool isSquare = false, Bps rebalanceCost = default)
    {
        _rebalanceCost = rebalanceCost;
        _settings = settings ?? ExecutionSettings.Default;
        _isSquare = isSquare;
        Instruments =
        [
            Instrument(0, Alpha, "BTC/USDT", "0.01", "0.0001", "0.001", "1", FeeAsset.Received),
            Instrument(1, Alpha, "ETH/BTC", "0.00001", "0.001", "0.01", "0.0005", FeeAsset.Received),
            Instrument(2, Alpha, "ETH/USDT", "0.01", "0.001", "0.01", "1", FeeAsset.Received),
            Instrument(3, Beta, "BTC/USDT", "0.01", "0.0001", "0.001", "1", FeeAsset.Quote),
            .. isSquare
                ? (TradedInstrument[])
                [
                    Instrument(4, Alpha, "SOL/ETH", "0.0001", "0.001", "0.001", "0.2", FeeAsset.Received),
                    Instrument(5, Alpha, "SOL/USDT", "0.01", "0.001", "0.001", "1", FeeAsset.Received),
                ]
                : [],
        ];
        Diverge();
        _graph = new PathGraph(Instruments, Dollars, longestCycle: isSquare ? 4 : 3);
        _rates = new BookRates(Instruments, Dollars);
        Book = new TradeBook(Instruments, Dollars);
        _checkpoint = RecordCodec.Encode(Book.ToCheckpoint());
        Begin();
        Deposit(Alpha, Usdt, "10000");
        Deposit(Beta, Btc, "50");
        Deposit(Beta, Usdt, "1000");
    }

    public IReadOnlyList<TradedInstrument> Instruments { get; }

    public TradedInstrument AlphaBtc => Instruments[0];

    public TradedInstrument EthBtc => Instruments[1];

    public TradedInstrument EthUsdt => Instruments[2];

    public TradedInstrument BetaBtc => Instruments[3];

    public TradeBook Book { get; private set; }

    public BookRates Rates => _rates;

    public Executor Executor { get; private set; } = null!;

    public Treasurer Treasurer { get; private set; } = null!;

    /// <summary>What the slow side was answered, in order; an answer is lost with the process that gave it.</summary>
    public List<CommandAnswer> Answers { get; } = [];

    public List<string> MessagesTaken { get; } = [];

    public long Now { get; private set; } = 1_700_000_000 * Second;

    /// <summary>Journalled and done, in order: "journal OrderIntended 1-1-1", "send 1-1-1", "look up 1-1-1".</summary>
    public List<string> Steps { get; } = [];

    public List<Order> Sent { get; } = [];

    public List<Order> LookedUp { get; } = [];

    public List<Order> Cancelled { get; } = [];

    /// <summary>The audit's lines, "kind subject: detail".</summary>
    public List<string> Audited { get; } = [];

    public List<(Cycle Cycle, Amount Net)> CyclesEnded { get; } = [];

    public List<Order> OrdersEnded { get; } = [];

    public static Amount Amount(string text) => Arbit.Money.Amount.Parse(text);

    /// <summary>Whether the journal is folded again after every step: thorough, and slow where a million steps are taken.</summary>
    public bool FoldsAlways { get; init; } = true;

    /// <summary>The plug is pulled behind the n-th journal write or sending from now on; 0 for never.</summary>
    public int CrashAfter { get; set; }

    public void Append(JournalRecord record)
    {
        var bytes = RecordCodec.Encode(record);
        _journal.Add(bytes);
        _money.Take(RecordCodec.Decode<JournalRecord>(bytes));
        Steps.Add($"journal {record.GetType().Name}{(record is OrderIntended intended ? $" {intended.Id}" : "")}");
        Reach();
    }

    public void Send(Order order)
    {
        Assert.NotEqual(TradingState.Halted, Book.Trading);
        Assert.True(_money.KnowsIntent(order.Id), $"{order.Id} was sent before it was journalled");
        Assert.DoesNotContain(Sent, sent => sent.Id == order.Id);
        Assert.True(order.Id.Length <= ClientOrderIds.MaxLength);
        Assert.Equal(order.WorstCost, order.Reserved);
        Steps.Add($"send {order.Id}");
        Sent.Add(order);
        Reach();
    }

    public void Cancel(Order order)
    {
        Steps.Add($"cancel {order.Id}");
        Cancelled.Add(order);
    }

    public void AskAccount(Venue venue, long since) => Steps.Add($"ask {venue}");

    public void LookUp(Order order)
    {
        Steps.Add($"look up {order.Id}");
        LookedUp.Add(order);
    }

    public void Add(long time, string kind, string subject, string detail) => Audited.Add($"{kind} {subject}: {detail}");

    public void OnOrder(Order order) => OrdersEnded.Add(order);

    public void OnCycle(Cycle cycle, Amount netInDollars) => CyclesEnded.Add((cycle, netInDollars));

    public void Say(CommandAnswer answer)
    {
        Assert.True(answer is BalancesTold or ConversionQuoted || Book.Treasury.AnswerTo(answer.CommandId) is not null, $"{answer.CommandId} was answered before it was journalled");
        Answers.Add(answer);
    }

    public void Taken(string messageId) => MessagesTaken.Add(messageId);

    /// <summary>The slow side's command comes off the bus.</summary>
    public void Command(EdgeCommand command)
    {
        Treasurer.Take(MessageCodec.Wrap(command, Treasurer.TimeOf(Now)), Now);
        Verify();
    }

    public void Deposit(Venue venue, Asset asset, string amount)
    {
        var record = new Deposited(Now, Place.Trading(venue).Name, asset, Amount(amount));
        Append(record);
        Book.Apply(record);
        Verify();
    }

    /// <summary>So much more stands in the residual ledger: a cycle on command took it over with the other sign, and gives nothing back.</summary>
    public void Hold(string place, Asset asset, string amount)
    {
        _held++;
        JournalRecord[] records =
        [
            new CycleOpened(Now, 0, _held, PathKind.Commanded, [], Usdt, Usdt, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero) { Inherited = [new RecordedBalance(place, asset, -Amount(amount))] },
            new CycleClosed(Now, 0, _held, CycleOutcome.Missed, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero),
        ];
        foreach (var record in records)
        {
            Append(record);
            Book.Apply(record);
        }

        Verify();
    }

    /// <summary>A book of one deep level a side.</summary>
    public void Quote(TradedInstrument traded, string bid, string ask, string quantity = "1000")
    {
        traded.Book.Clear();
        traded.Book.Bids.Set(Price.Parse(bid).ToUnits(traded.Book.PriceDecimals), Quantity.Parse(quantity).ToUnits(traded.Book.QuantityDecimals));
        traded.Book.Asks.Set(Price.Parse(ask).ToUnits(traded.Book.PriceDecimals), Quantity.Parse(quantity).ToUnits(traded.Book.QuantityDecimals));
        traded.Book.Bids.ProveAll();
        traded.Book.Asks.ProveAll();
        traded.Book.Prove();
        traded.LastDataAt = Now;
    }

    /// <summary>The prices come together: nothing pays any more, and going back where a leg was traded is the cheapest way.</summary>
    public void Converge()
    {
        _converged = true;
        Quote(BetaBtc, "99.85", "99.95");
        if (_isSquare)
            Quote(Instruments[5], "19.95", "20.05");
        else
            Quote(EthBtc, "0.05190", "0.05210");
    }

    /// <summary>Both paths stand open again, as at the start.</summary>
    private void Diverge()
    {
        _converged = false;
        Quote(AlphaBtc, "99.90", "100.00");
        Quote(EthBtc, "0.04990", "0.05000");
        Quote(EthUsdt, "5.20", "5.21");
        Quote(BetaBtc, "102.00", "102.10");
        if (!_isSquare)
            return;

        // ETH is dear to buy for dollars directly and cheap to sell, so that only the long way round pays.
        Quote(EthUsdt, "4.99", "5.25");
        Quote(Instruments[4], "3.99", "4.00");
        Quote(Instruments[5], "20.80", "20.84");
    }

    /// <summary>The venue says it twice, and late enough: it never had the order.</summary>
    public void ProveNotFound(Order order)
    {
        Pass(3 * Second);
        End(order, ReplyKind.NotFound);
        End(order, ReplyKind.NotFound);
    }

    /// <summary>What the Market Scanner says of every path.</summary>
    public void Follow(MarketStance stance)
    {
        foreach (var path in _graph.Paths)
            _detector.Follow(path, stance);
    }

    /// <summary>What looking at the kind's path comes to now, as if it stood open.</summary>
    public RefusalReason Look(PathKind kind)
    {
        var converged = _converged;
        if (converged)
            Diverge();
        var reason = LookAt(kind).Verdict.Reason;
        if (converged)
            Converge();
        return reason;
    }

    /// <summary>Begins the cross pair or the triangle.</summary>
    public Cycle Open(PathKind kind)
    {
        var (path, verdict) = LookAt(kind);
        Assert.Equal(RefusalReason.None, verdict.Reason);
        Assert.True(Executor.TryOpen(path, in verdict, _detector.Judge, Now));
        Verify();
        return Book.Open[^1];
    }

    /// <summary>Judges the kind's path now, and begins it when it is called: what was free may be taken by then.</summary>
    public Func<bool> Judge(PathKind kind)
    {
        var (path, verdict) = LookAt(kind);
        Assert.Equal(RefusalReason.None, verdict.Reason);
        return () => Executor.TryOpen(path, in verdict, _detector.Judge, Now);
    }

    public void Reply(OrderReply reply)
    {
        Executor.OnReply(reply, Now);
        Verify();
    }

    /// <summary>The venue filled so much of it (a share of what was ordered, in lots) at its limit, and ended it.</summary>
    public void Fill(Order order, string share = "1", ReplyKind kind = ReplyKind.Ended) => Reply(Filled(order, share, kind));

    public void End(Order order, ReplyKind kind) => Reply(new OrderReply(order.Id, kind, Quantity.Zero, Notional.Zero, Arbit.Money.Amount.Zero, default, ""));

    public OrderReply Filled(Order order, string share, ReplyKind kind = ReplyKind.Ended)
    {
        var quantity = new Quantity(order.Quantity.Value * Exact.Parse(share)).ToLot(order.Instrument.Lot);
        var notional = order.Limit * quantity;
        var inBase = order.Side == Side.Buy && order.Instrument.Fees.PaidIn == FeeAsset.Received;
        var fee = ((inBase ? quantity.Value : notional.Value) * new Exact(order.Instrument.Fees.Taker.RateUnits, 8)).Round(8, Rounding.Ceiling);
        return new OrderReply(order.Id, kind, quantity, notional, Arbit.Money.Amount.From(fee), inBase ? order.Instrument.Symbol.Base : order.Instrument.Symbol.Quote, "");
    }

    public void Pass(long nanoseconds)
    {
        Now += nanoseconds;
        foreach (var traded in Instruments)
            traded.LastDataAt = Now;
        Executor.OnTimer(Now);
        Treasurer.OnTimer(Now);
        Verify();
    }

    public void Restrain(TradingState state, string reason = "a person said so")
    {
        Executor.Restrain(state, reason, "when a person resumes", Now);
        Verify();
    }

    /// <summary>The process ends here, and another begins from the journal: the next epoch, everything open unknown.</summary>
    public void Restart()
    {
        var folded = Fold();
        _checkpoint = RecordCodec.Encode(folded);
        _journal.Clear();
        _verified = -1;
        Book = new TradeBook(Instruments, Dollars);
        Book.Restore(RecordCodec.Decode<Checkpoint>(_checkpoint));
        Begin();
        Executor.Settle(Now);
        Verify();
    }

    /// <summary>The process ends and its disk with it; another begins from what the venues say.</summary>
    public void LoseTheDisk(IReadOnlyList<AccountReport> reports)
    {
        _epoch = Math.Max(_epoch, Adoption.LastEpoch(reports));
        var adopted = Adoption.From(reports, Dollars, _epoch + 1, Now);
        _checkpoint = RecordCodec.Encode(adopted);
        _journal.Clear();
        _verified = -1;
        _money.BeginAnew(adopted.Balances, adopted.Open);
        Book = new TradeBook(Instruments, Dollars);
        Book.Restore(RecordCodec.Decode<Checkpoint>(_checkpoint));
        Begin();
        Executor.Settle(Now);
        Verify();
    }

    /// <summary>A process that found no journal: what the venues hold is expected, and not known.</summary>
    public static TradingDesk WithoutAJournal()
    {
        var desk = new TradingDesk();
        desk._checkpoint = RecordCodec.Encode(desk.Fold() with { IsUnsettled = true });
        desk._journal.Clear();
        desk._verified = -1;
        desk.Book = new TradeBook(desk.Instruments, Dollars);
        desk.Book.Restore(RecordCodec.Decode<Checkpoint>(desk._checkpoint));
        desk.Begin();
        desk.Verify();
        return desk;
    }

    public decimal DepositedOf(Asset asset) => _money.DepositedOf(asset);

    public decimal TotalOf(Venue venue, Asset asset)
        => Book.Ledger.Balances.Where(b => b.Place == Place.Trading(venue) && b.Asset == asset).Sum(b => b.Balance.Total.Value.ToDecimal());

    private static TradedInstrument Instrument(int index, Venue venue, string symbol, string tick, string lot, string minQuantity, string minNotional, FeeAsset paidIn)
    {
        var fees = new FeeSchedule(Bps.From(10m), Bps.From(10m), paidIn);
        return new TradedInstrument(
            index,
            new Instrument(venue, Symbol.Parse(symbol), symbol, Price.Parse(tick), Quantity.Parse(lot), Quantity.Parse(minQuantity), Notional.Parse(minNotional), fees),
            new OrderBook());
    }

    private void Begin()
    {
        Executor = new Executor(Book, Instruments, Dollars, this, this, _rates, this, _settings, ++_epoch);
        Treasurer = new Treasurer(
            Executor,
            new CommandRules(Book, Executor.Commanded, [Alpha, Beta]),
            new BalanceTeller(Book, Instruments, _rates, () => Arbit.Money.Amount.Zero, new Exact(200, 0), TradingMode.Gold, [Alpha, Beta]),
            new ConversionTeller(Instruments, _rates),
            (asked, now) => Executor.Restrain(asked.Restraint switch { Restraint.Halt => TradingState.Halted, Restraint.Pause => TradingState.ReduceOnly, _ => TradingState.Active }, asked.Reason, "", now),
            this,
            this);
        _detector = new Detector(
            new DetectionSettings(Bps.From(50m), Bps.From(50m), new Exact(200, 0), Second, SizingRules.Careful) { RebalanceCost = _rebalanceCost },
            Book.Ledger,
            _rates,
            Executor);
        foreach (var path in _graph.Paths)
            _detector.Admit(path);
    }

    private (CyclePath Path, Verdict Verdict) LookAt(PathKind kind)
    {
        foreach (var path in _graph.Paths.Where(path => path.Kind == kind))
        {
            var verdict = _detector.Look(path, Now);
            if (verdict.IsCandidate)
                return (path, verdict);
        }

        throw new InvalidOperationException($"no {kind} path pays");
    }

    private Checkpoint Fold() => EngineAssembly.Fold(Instruments, Dollars, _checkpoint, _journal);

    /// <summary>State changes by what is journalled alone: where nothing was, there is nothing new to add up.</summary>
    private void Verify()
    {
        if (!FoldsAlways && _verified == _journal.Count)
            return;
        _verified = _journal.Count;
        _money.Verify(Book);
        if (FoldsAlways)
            VerifyFold();
    }

    /// <summary>The journal, folded, is the live state to the byte.</summary>
    public void VerifyFold() => Assert.Equal(RecordCodec.Encode(Book.ToCheckpoint()), RecordCodec.Encode(Fold()));

    private void Reach()
    {
        if (CrashAfter > 0 && --CrashAfter == 0)
            throw new PulledPlugException();
    }
}

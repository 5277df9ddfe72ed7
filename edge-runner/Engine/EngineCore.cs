using Arbit.Accounts;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Fees;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Measures;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Messages;
using Arbit.Money;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// The one decider. It takes events in the sequencer's order, each with its time, and nothing else: no clock, no randomness, no
/// I/O. The same events come to the same decisions, in live, in a replay, and whatever ran beside it.
/// </summary>
public sealed class EngineCore
{
    private const long OneSecond = 1_000_000_000;

    private readonly PathGraph _graph;
    private readonly OpportunityTaker _taker;
    private readonly MarketStances _stances;
    private readonly MarketEvents _market;
    private readonly Settlement _settlement;
    private readonly TradingRestraints _restraints;
    private readonly AuditTrail _audit;
    private readonly Dictionary<(Venue Venue, Symbol Symbol), PairFee> _readFees = [];
    private readonly Treasurer _treasurer;
    private bool _spentAllowance;
    private long _nextHousekeeping;

    public EngineCore(
        EngineSettings settings,
        IReadOnlyList<VenueShard> shards,
        IReadOnlyList<TradedInstrument> instruments,
        TradeBook book,
        IExecutionLog log,
        IOrderGateway gateway,
        IOutbox outbox,
        AuditTrail audit,
        long epoch,
        CandleHistory? candles = null,
        bool isLeased = false,
        IFactSink? facts = null,
        bool hasCopy = false)
    {
        _audit = audit;
        Instruments = instruments;
        _graph = new PathGraph(instruments, settings.Dollars, settings.Registry, settings.LongestCycle);
        Rates = new BookRates(instruments, settings.Dollars);
        Executor = new Executor(book, instruments, settings.Dollars, log, gateway, Rates, audit, settings.Execution, epoch) { HoldsLease = !isLeased };
        var lease = new LeaseGate(Executor) { IsOpen = !isLeased };
        var venues = shards.Select(shard => shard.Codec.Venue).ToList();
        Reconciler = new Reconciler(venues, Executor, gateway, Rates, audit, settings.Reconciliation);
        var adopter = new Adopter(hasCopy ? [.. venues, LeftBehind.Source] : venues, Executor, settings.Dollars, gateway, audit, settings.Execution.ProofAfter, settings.Reconciliation.Patience);
        Risk = new RiskControls(settings.Risk, settings.Detection.Notional, instruments, _graph.Paths, book, Rates, ValueInDollars, audit);
        Fees = new FeesManager(new ConfiguredFees(instruments, settings.FeeDiscounts, settings.FeeAllowances, book.Volumes, Rates, FeeOf), settings.Detection.Notional, settings.LongestCycle, instruments, book.Ledger, Rates);
        Detector = new Detector(settings.Detection, Fees, Rates, new TradeGates([lease, .. Risk.Gates]), Risk.SizeCap);
        _taker = new OpportunityTaker(_graph, instruments.Count, Rates, Detector, Executor, Risk, audit);
        Scanner = new MarketScanner(settings.Scanner, instruments, settings.Dollars, candles ?? CandleHistory.None);
        _stances = new MarketStances(Scanner, _graph.Paths, Detector, audit);
        _market = new MarketEvents(settings, shards, new BookStates(instruments, Rates, Risk, outbox, audit, settings.ResyncInterval), Scanner, _taker, Reconciler, outbox, audit);
        _restraints = new TradingRestraints(Executor, Reconciler, Risk, ValueInDollars, log, audit);
        var teller = new BalanceTeller(book, instruments, Rates, ValueInDollars, settings.Detection.Notional, settings.InitialMode, settings.FeeDiscounts.Keys);
        var rules = new CommandRules(book, Executor.Commanded, venues);
        _treasurer = new Treasurer(Executor, rules, teller, new ConversionTeller(instruments, Rates), _restraints.Obey, facts ?? SilentFacts.Instance, audit);
        _settlement = new Settlement(Executor, Reconciler, adopter, _treasurer, lease, log, audit);
        Measures = new TradeMeasures(Rates);
        audit.CycleEnded += (_, _) => _restraints.OnCycleEnded(Now);
        audit.CycleEnded += (cycle, _) => Measures.OnCycle(cycle);
        audit.OrderEnded += order => Risk.OnOrderEnded(order, Now);
        audit.OrderEnded += order => _spentAllowance |= !order.Filled.IsZero && settings.FeeAllowances.ContainsKey(order.Instrument.Venue);
    }

    public IReadOnlyList<TradedInstrument> Instruments { get; }

    public IReadOnlyList<CyclePath> Paths => _graph.Paths;

    public BookRates Rates { get; }

    public Executor Executor { get; }

    public TradeBook Book => Executor.Book;

    public Reconciler Reconciler { get; }

    public Detector Detector { get; }

    public MarketScanner Scanner { get; }

    public RiskControls Risk { get; }

    public FeesManager Fees { get; }

    public OpportunityLog Opportunities => _taker.Opportunities;

    /// <summary>Expected against realised, of the cycles that have ended.</summary>
    public TradeMeasures Measures { get; }

    /// <summary>Told of each candidate that was taken, or newly refused.</summary>
    public Action<Opportunity>? OpportunityBegan
    {
        get => _taker.Began;
        set => _taker.Began = value;
    }

    /// <summary>The time of the newest event.</summary>
    public long Now { get; private set; }

    public void Process(EventKind kind, int source, long time, ReadOnlySpan<byte> buffer, int length)
    {
        Now = time;
        switch (kind)
        {
            case EventKind.Frame:
                _market.OnFrame(source, buffer, length, time);
                break;
            case EventKind.Snapshot:
                _market.OnSnapshot(source, buffer[..length], time);
                break;
            case EventKind.Connection:
                _market.OnConnection(source, buffer[..length], time);
                break;
            case EventKind.Reply:
                OnReply(RecordCodec.Decode<OrderReply>(buffer[..length]));
                break;
            case EventKind.Timer:
                OnTimer();
                break;
            case EventKind.Command:
                OnCommand(RecordCodec.Decode<EngineCommand>(buffer[..length]));
                break;
            case EventKind.Account:
                _settlement.OnAccount(RecordCodec.Decode<AccountReport>(buffer[..length]), time);
                break;
            case EventKind.Overflow:
                _market.OnOverflow(source, time);
                break;
            case EventKind.Lease:
                _settlement.OnLease(RecordCodec.Decode<LeaseChange>(buffer[..length]), time);
                break;
            case EventKind.Wallets:
                Risk.OnWallets(RecordCodec.Decode<List<WalletStatus>>(buffer[..length]));
                break;
            case EventKind.Standing:
                Risk.OnStanding(RecordCodec.Decode<AccountStanding>(buffer[..length]));
                break;
            case EventKind.Fees:
                OnFees(RecordCodec.Decode<ReadFees>(buffer[..length]));
                break;
            case EventKind.Instruction:
                _treasurer.Take(RecordCodec.Decode<Envelope>(buffer[..length]), time);
                break;
        }

        // Not in the middle of an order's end, and not as late as the next second: by then a whole allowance could be overdrawn.
        if (_spentAllowance)
            RefreshFees();
    }

    /// <summary>What everything but the cold wallet is worth in dollars, at the prices it could be sold at; what has no price counts nothing.</summary>
    public Amount ValueInDollars()
    {
        var value = Exact.Zero;
        foreach (var (place, asset, balance) in Book.Ledger.Balances)
        {
            if (place.Kind != PlaceKind.ColdWallet && Rates.InDollars(asset) is { } price)
                value += (balance.Total.Value * price.Value).Round(Amount.Decimals, Rounding.Floor);
        }

        return Amount.From(value);
    }

    /// <summary>Everything that is not traded now: why, since when, and how it starts again.</summary>
    public IEnumerable<Stop> Stops()
        => [.. _restraints.StopsAt(Now), .. _settlement.StopsAt(Now), .. Executor.Exposed.Order().Select(StopOf), .. Risk.StopsAt(Now)];

    private Stop StopOf(Asset exposed)
        => new(StopScope.Asset, exposed.Code, "what an earlier cycle left open in it is not resolved", SinceExposed(exposed), "by itself, when that is closed");

    private long SinceExposed(Asset asset)
        => Book.Open.Where(cycle => cycle.Passed.Contains(asset)).Select(cycle => cycle.UnhedgedSince > 0 ? cycle.UnhedgedSince : cycle.OpenedAt).DefaultIfEmpty(Now).Min();

    /// <summary>A recovery that is refused may mean that the ledger is wrong about what is there: the venue is asked at once.</summary>
    private void OnReply(OrderReply reply)
    {
        Executor.OnReply(reply, Now);
        if (reply.Kind == ReplyKind.Rejected && Book.Find(reply.ClientOrderId) is { Purpose: not OrderPurpose.Entry } order)
            Reconciler.OnConnected(order.Instrument.Venue, Now);
    }

    private void OnTimer()
    {
        _settlement.OnTimer(Now);
        if (Now < _nextHousekeeping)
            return;
        _nextHousekeeping = Now + OneSecond;
        Risk.OnTimer(Now);
        _treasurer.OnTimer(Now);
        RefreshFees();
        _restraints.JudgeStopPnl(Now);
        _market.OnTimer(Now);
        _stances.Look(Now);
    }

    private void OnCommand(EngineCommand command)
    {
        _restraints.Obey(command, Now);
        if (command.Action == EngineAction.Start)
            _settlement.Begin(Now);
    }

    private void OnFees(ReadFees read)
    {
        foreach (var fee in read.Fees)
            _readFees[(read.Venue, fee.Symbol)] = fee;
        _audit.Add(Now, "fees.read", read.Venue.Name, $"{read.Fees.Count} pairs, {read.Fees.Select(fee => fee.Taker).DefaultIfEmpty().Max()} bps at most");
        RefreshFees();
    }

    /// <summary>Read by this run, else what the slow side told last; null where neither has.</summary>
    private PairFee? FeeOf(Venue venue, Symbol symbol) => _readFees.GetValueOrDefault((venue, symbol)) ?? Book.Treasury.FeeOf(venue, symbol);

    private void RefreshFees()
    {
        _spentAllowance = false;
        if (Fees.Refresh(Now))
            _stances.OnFees(Fees, Now);
    }
}

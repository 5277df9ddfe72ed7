using System.Text;
using Arbit.Accounts;
using Arbit.EdgeRunner.Books;
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
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Markets;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// The one decider. It takes events in the sequencer's order, each with its time, and nothing else: no clock, no randomness, no
/// I/O. The same events come to the same decisions, in live, in a replay, and whatever ran beside it.
/// </summary>
public sealed class EngineCore
{
    private const long OneSecond = 1_000_000_000;

    private static readonly string[] ReasonNames = Enum.GetNames<BookReason>();

    private readonly EngineSettings _settings;
    private readonly IReadOnlyList<VenueShard> _shards;
    private readonly PathGraph _graph;
    private readonly OpportunityTaker _taker;
    private readonly MarketStances _stances;
    private readonly SilentSubscriptions _subscriptions;
    private readonly IOutbox _outbox;
    private readonly IExecutionLog _log;
    private readonly AuditTrail _audit;
    private readonly Dictionary<(Venue Venue, Symbol Symbol), PairFee> _readFees = [];
    private readonly BookState[] _lastStates;
    private readonly int[] _scales;
    private readonly LeaseGate _lease;
    private readonly Treasurer _treasurer;
    private readonly Adopter _adopter;
    private bool _mayChase;
    private bool _spentAllowance;
    private long _nextHousekeeping;
    private bool _stopping;

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
        _settings = settings;
        _shards = shards;
        _outbox = outbox;
        _audit = audit;
        Instruments = instruments;
        _log = log;
        _graph = new PathGraph(instruments, settings.Dollars, settings.Registry, settings.LongestCycle);
        _lastStates = new BookState[instruments.Count];
        _scales = new int[instruments.Count];
        Rates = new BookRates(instruments, settings.Dollars);
        Executor = new Executor(book, instruments, settings.Dollars, log, gateway, Rates, audit, settings.Execution, epoch) { HoldsLease = !isLeased };
        _lease = new LeaseGate(Executor) { IsOpen = !isLeased };
        _mayChase = !isLeased;
        var venues = shards.Select(shard => shard.Codec.Venue).ToList();
        Reconciler = new Reconciler(venues, Executor, gateway, Rates, audit, settings.Reconciliation);
        _adopter = new Adopter(hasCopy ? [.. venues, LeftBehind.Source] : venues, Executor, settings.Dollars, gateway, audit, settings.Execution.ProofAfter, settings.Reconciliation.Patience);
        Risk = new RiskControls(settings.Risk, settings.Detection.Notional, instruments, _graph.Paths, book, Rates, ValueInDollars, audit);
        Fees = new FeesManager(new ConfiguredFees(instruments, settings.FeeDiscounts, settings.FeeAllowances, book.Volumes, Rates, FeeOf), settings.Detection.Notional, settings.LongestCycle, instruments, book.Ledger, Rates);
        Detector = new Detector(settings.Detection, Fees, Rates, new TradeGates([_lease, .. Risk.Gates]), Risk.SizeCap);
        _taker = new OpportunityTaker(_graph, instruments.Count, Rates, Detector, Executor, Risk, audit);
        Scanner = new MarketScanner(settings.Scanner, instruments, settings.Dollars, candles ?? CandleHistory.None);
        _stances = new MarketStances(Scanner, _graph.Paths, Detector, audit);
        _subscriptions = new SilentSubscriptions(outbox, audit, (shard, feed) => OnBookState(shard, feed, shard.TradedBy(feed)!));
        var teller = new BalanceTeller(book, instruments, Rates, ValueInDollars, settings.Detection.Notional, settings.InitialMode, settings.FeeDiscounts.Keys);
        var rules = new CommandRules(book, Executor.Commanded, shards.Select(shard => shard.Codec.Venue).ToList());
        _treasurer = new Treasurer(Executor, rules, teller, new ConversionTeller(instruments, Rates), OnRestrain, facts ?? SilentFacts.Instance, audit);
        Measures = new TradeMeasures(Rates);
        audit.CycleEnded += OnCycleEnded;
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
                OnFrame(_shards[source], buffer, length);
                break;
            case EventKind.Snapshot:
                OnSnapshot(_shards[source], buffer[..length]);
                break;
            case EventKind.Connection:
                OnConnection(_shards[source], buffer[..length]);
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
                OnAccount(RecordCodec.Decode<AccountReport>(buffer[..length]));
                break;
            case EventKind.Overflow:
                OnOverflow(_shards[source]);
                break;
            case EventKind.Lease:
                OnLease(RecordCodec.Decode<LeaseChange>(buffer[..length]));
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
    {
        if (Book.Trading != TradingState.Active)
            yield return new Stop(StopScope.Everything, Book.Trading == TradingState.Halted ? "all trading" : "new cycles", Book.TradingReason, Book.TradingSince, Book.TradingResumes);
        if (Book.IsUnsettled)
            yield return new Stop(StopScope.Everything, "all trading", _adopter.Waiting, _adopter.Since, _adopter.WayOut);
        foreach (var asset in Executor.Exposed.Order())
            yield return new Stop(StopScope.Asset, asset.Code, "what an earlier cycle left open in it is not resolved", SinceExposed(asset), "by itself, when that is closed");
        foreach (var stop in Risk.StopsAt(Now))
            yield return stop;
    }

    private long SinceExposed(Asset asset)
        => Book.Open.Where(cycle => cycle.Passed.Contains(asset)).Select(cycle => cycle.UnhedgedSince > 0 ? cycle.UnhedgedSince : cycle.OpenedAt).DefaultIfEmpty(Now).Min();

    /// <summary>A recovery that is refused may mean that the ledger is wrong about what is there: the venue is asked at once.</summary>
    private void OnReply(OrderReply reply)
    {
        Executor.OnReply(reply, Now);
        if (reply.Kind == ReplyKind.Rejected && Book.Find(reply.ClientOrderId) is { Purpose: not OrderPurpose.Entry } order)
            Reconciler.OnConnected(order.Instrument.Venue, Now);
    }

    private void OnFrame(VenueShard shard, ReadOnlySpan<byte> buffer, int length)
    {
        shard.Frames++;
        shard.LastFrameAt = Now;
        var outcome = shard.Codec.Decode(buffer, length);
        switch (outcome.Kind)
        {
            case FrameKind.Malformed:
                shard.Malformed[(int)outcome.Fault]++;
                return;
            case FrameKind.Ignored:
                shard.Ignored++;
                return;
            case FrameKind.Refused:
                shard.Problem = shard.Codec.LastError;
                return;
        }

        if (outcome.Feed is { } feed && shard.TradedBy(feed) is { } traded)
            OnFeed(shard, feed, traded, outcome.Kind);
    }

    private void OnFeed(VenueShard shard, InstrumentFeed feed, TradedInstrument traded, FrameKind kind)
    {
        if (shard.Connection == ConnectionState.Connected)
            _outbox.SawData(shard, feed);
        traded.LastDataAt = Now;
        if (kind == FrameKind.Trade)
            Scanner.OnTrades(traded, feed, Now);
        if (ChannelOf(kind) is { } channel)
            shard.WatchOf(feed, channel).Saw(Now);
        if (kind is FrameKind.Book or FrameKind.Held)
            OnBookState(shard, feed, traded);
        if (kind is FrameKind.Book or FrameKind.Quote)
            _taker.OnMarket(traded, Now);
    }

    private static FeedChannel? ChannelOf(FrameKind kind) => kind switch
    {
        FrameKind.Book or FrameKind.Held or FrameKind.Duplicate => FeedChannel.Book,
        FrameKind.Quote => FeedChannel.Quote,
        FrameKind.Trade => FeedChannel.Trade,
        _ => null,
    };

    private void OnSnapshot(VenueShard shard, ReadOnlySpan<byte> payload)
    {
        var end = payload.IndexOf((byte)0);
        if (end < 0)
            return;
        var symbol = Encoding.UTF8.GetString(payload[..end]);
        var feed = shard.Codec.Feeds.FirstOrDefault(f => f.VenueSymbol == symbol);

        // One that comes late, for a book that has got right meanwhile, would only set it back.
        if (feed is null || shard.TradedBy(feed) is not { } traded || feed.Book.State == BookState.Proven)
            return;
        var outcome = shard.Codec.Load(feed, payload[(end + 1)..]);
        if (outcome.Kind == FrameKind.Malformed)
            shard.Malformed[(int)outcome.Fault]++;
        OnBookState(shard, feed, traded);
        _taker.OnMarket(traded, Now);
    }

    /// <summary>A book that changed its state is told of; one that is not right is asked for.</summary>
    private void OnBookState(VenueShard shard, InstrumentFeed feed, TradedInstrument traded)
    {
        var book = feed.Book;
        if (_scales[traded.Index] != book.ScaleVersion)
            AlignScales(traded);
        if (_lastStates[traded.Index] != book.State)
        {
            _lastStates[traded.Index] = book.State;
            if (book.State == BookState.Broken)
                Risk.OnBroken(traded, Now);
            _audit.Add(Now, "book", traded.Name, book.Reason == BookReason.None ? "proven" : ReasonNames[(int)book.Reason]);
            Rates.OnMarket(traded);
        }

        if (book.State != BookState.Proven && shard.ShouldAsk(feed, Now, _settings.ResyncInterval))
            _outbox.Resynchronise(shard, feed);
    }

    /// <summary>A symbol has one scale on every venue: a book that had to change its own takes the others along.</summary>
    private void AlignScales(TradedInstrument changed)
    {
        foreach (var other in Instruments)
        {
            if (other.Instrument.Symbol != changed.Instrument.Symbol)
                continue;
            try
            {
                other.Book.Rescale(
                    Math.Max(other.Book.PriceDecimals, changed.Book.PriceDecimals),
                    Math.Max(other.Book.QuantityDecimals, changed.Book.QuantityDecimals));
            }
            catch (MoneyOverflowException)
            {
                // Legs carry their own scales, so a book that cannot follow is still priced exactly; only the sameness is lost.
            }

            _scales[other.Index] = other.Book.ScaleVersion;
        }
    }

    private void OnConnection(VenueShard shard, ReadOnlySpan<byte> payload)
    {
        var state = (ConnectionState)payload[0];
        var problem = payload.Length > 1 ? Encoding.UTF8.GetString(payload[1..]) : null;
        var before = shard.Connection;
        shard.Connection = state;
        shard.Problem = problem;
        _audit.Add(Now, "connection", shard.Name, problem is null ? state.ToString() : $"{state}: {problem}");
        if (state == ConnectionState.Reconnecting && before != ConnectionState.Reconnecting)
            shard.Reconnects++;
        if (state is ConnectionState.Connected or ConnectionState.Subscribed)
        {
            if (before is not (ConnectionState.Connected or ConnectionState.Subscribed))
            {
                shard.ForgetAsked(Now);
                Reconciler.OnConnected(shard.Codec.Venue, Now);
            }

            return;
        }

        shard.Codec.Disconnect();
        LookAgain(shard);
    }

    private void OnOverflow(VenueShard shard)
    {
        shard.Overflows++;
        _audit.Add(Now, "overflow", shard.Name, "frames came faster than they could be taken; its books are built anew");
        shard.Codec.Disconnect(BookReason.QueueOverflow);
        LookAgain(shard);
    }

    private void LookAgain(VenueShard shard)
    {
        foreach (var feed in shard.Codec.Feeds)
        {
            if (shard.TradedBy(feed) is { } traded)
                OnBookState(shard, feed, traded);
        }
    }

    /// <summary>
    /// Without the lease everything is watched and nothing sent. When it is got, what is open is settled first, an earlier run's as
    /// this one's that was caught in the middle; the epoch that it came with numbers every order from then on (lesson L35).
    /// </summary>
    private void OnLease(LeaseChange change)
    {
        var held = Executor.HoldsLease;
        _audit.Add(Now, "lease", change.Standing.ToString(), $"epoch {change.Epoch}, held by {(change.Holder.Length == 0 ? "nobody known" : change.Holder)}");
        _lease.IsOpen = change.Standing == LeaseStanding.Held;
        Executor.HoldsLease = change.Standing is LeaseStanding.Held or LeaseStanding.Expiring;
        if (!Executor.HoldsLease)
        {
            _adopter.Interrupt(Now);
            return;
        }

        Executor.Fence(change.Epoch);
        if (!held)
            Settle();
    }

    /// <summary>What is open is known before anything is traded: from the journal, or where there was none, from the venues.</summary>
    private void Settle()
    {
        if (Book.IsUnsettled)
        {
            _adopter.Begin(Now);
            return;
        }

        _mayChase = true;
        _log.Began(Executor.Epoch, Book);
        Executor.Settle(Now);
        Reconciler.Begin(Now);
        _treasurer.OnSettled(Now);
    }

    private void OnAccount(AccountReport report)
    {
        if (!Book.IsUnsettled)
            Reconciler.OnReport(report, Now);
        else if (_adopter.TryAdopt(report, Now))
            Settle();
    }

    private void OnTimer()
    {
        if (Book.IsUnsettled)
        {
            _adopter.OnTimer(Now);
        }
        else if (_mayChase)
        {
            Executor.OnTimer(Now);
            Reconciler.OnTimer(Now);
        }

        if (Now < _nextHousekeeping)
            return;
        _nextHousekeeping = Now + OneSecond;
        Risk.OnTimer(Now);
        _treasurer.OnTimer(Now);
        RefreshFees();
        JudgeStopPnl();
        foreach (var shard in _shards)
        {
            foreach (var feed in shard.Codec.Feeds)
            {
                if (shard.TradedBy(feed) is not { } traded)
                    continue;
                // A snapshot is asked for once the stream is known to flow, so that it cannot be older than what flows.
                if (shard.Codec.NeedsSnapshot && feed.Book.State == BookState.Unproven && feed.Held.Count == 0)
                    continue;
                if (feed.Book.State == BookState.Proven && Now - traded.LastDataAt > _settings.SilenceLimit)
                    feed.Book.Break(BookReason.Silent);
                if (feed.Book.State == BookState.Proven && (feed.Book.Bids.HasLeftProof || feed.Book.Asks.HasLeftProof))
                    feed.Book.Break(BookReason.OutOfRange);
                OnBookState(shard, feed, traded);
            }

            if (_settings.WatchesSubscriptions)
                _subscriptions.Look(shard, Now);
        }

        _stances.Look(Now);
    }

    private void OnRestrain(RestrainTrading asked, long now) => OnCommand(new EngineCommand(
        asked.Restraint switch
        {
            Restraint.Halt => EngineAction.Halt,
            Restraint.Pause => EngineAction.Pause,
            _ => EngineAction.Resume,
        },
        asked.Reason));

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

    private void OnCommand(EngineCommand command)
    {
        // Halting comes before telling of it: nothing that listens stands in its way (lesson L28).
        if (command.Action == EngineAction.Halt)
            Executor.Restrain(TradingState.Halted, command.Reason, "when a person resumes", Now);
        _audit.Add(Now, "command", command.Action.ToString(), command.Reason);
        switch (command.Action)
        {
            // Without the lease it is settled when that is got.
            case EngineAction.Start when Executor.HoldsLease:
                Settle();
                break;
            // Halted is the stronger wish: only a person's resuming ends it.
            case EngineAction.Pause when Book.Trading != TradingState.Halted:
                Executor.Restrain(TradingState.ReduceOnly, command.Reason, "when a person resumes", Now);
                break;
            case EngineAction.Resume when !_stopping:
                Reconciler.Acknowledge(Now);
                Executor.Restrain(TradingState.Active, "", "", Now);
                break;
            case EngineAction.Stop:
                _stopping = true;
                Executor.Stop();
                break;
        }
    }

    private void OnCycleEnded(Cycle cycle, Amount netInDollars)
    {
        if (Book.Risk.DayCapital is null)
        {
            var began = new DayBegan(Now, ValueInDollars());
            _log.Append(began);
            Book.Apply(began);
        }

        if (Risk.KillSwitch.Judge(Book.Risk) is { } sentence)
            Executor.Restrain(TradingState.Halted, sentence, "when a person resumes", Now);
        JudgeStopPnl();
    }

    /// <summary>Stops where the net is under its limit; starts from zero when the wait is over. A person's pause or halt is the stronger.</summary>
    private void JudgeStopPnl()
    {
        if (Book.Trading == TradingState.Active && Risk.StopPnl.IsUnder(Book.Risk))
            Executor.Restrain(TradingState.ReduceOnly, StopPnl.Reason, Risk.StopPnl.Resumes, Now);
        else if (Book.Trading == TradingState.ReduceOnly && Book.TradingReason == StopPnl.Reason && Risk.StopPnl.IsOver(Book.TradingSince, Now))
            Executor.Restrain(TradingState.Active, "", "", Now);
    }
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Simulation.Runs;
using Arbit.EdgeRunner.Treasury;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// The edge in told time: the real decider with its ledger, treasury and executor, one process after another over the same journal and
/// the same paper venue. It is handed books when the market is looked at, and commands when the bus brings them.
/// </summary>
internal sealed class YearEdge : IOutbox, IFactSink, IDisposable
{
    private const long Second = 1_000_000_000;
    private const long BusyTimer = Second / 10;
    private const long WaitingTimer = 5 * Second;
    private const long IdleTimer = 60 * Second;

    /// <summary>What is open longer without an order under way waits for prices, and is looked at less often.</summary>
    private const long Young = 60 * Second;

    private readonly YearPlan _plan;
    private readonly CoarseMarket _market;
    private readonly ToldTime _time;
    private readonly CrashPoints _crashes = new();
    private readonly CountedGateway _gateway;
    private readonly MemoryJournal _journal;
    private readonly EngineAssembly _names;
    private readonly Queue<CommandAnswer> _answers = new();
    private readonly SortedSet<int> _wanted = [];
    private readonly int[] _marketIndex;
    private EngineAssembly? _assembly;
    private SteppedEngine? _engine;
    private long _epoch;
    private long _shownAt;

    public YearEdge(YearPlan plan, CoarseMarket market, ToldTime time)
    {
        (_plan, _market, _time) = (plan, market, time);
        _names = new EngineAssembly(plan.Settings, Session(Opening()), venue => new CoarseCodec(venue));
        _marketIndex = [.. _names.Instruments.Select(traded => plan.Universe.ToList().FindIndex(item => item.Venue == traded.Instrument.Venue.Name && item.VenueSymbol == traded.Instrument.VenueSymbol))];
        Paper = new PaperVenue(PaperOf(plan), path: null, Faults.CrashPlan.None, _names.Instruments, Opening().Balances);
        _gateway = new CountedGateway(Paper, _crashes);
        _journal = new MemoryJournal(_crashes) { Appended = record => Recorded?.Invoke(record) };
    }

    /// <summary>Told of each record once it is journalled.</summary>
    public Action<JournalRecord>? Recorded { get; set; }

    public PaperVenue Paper { get; }

    public IReadOnlyList<TradedInstrument> Instruments => _names.Instruments;

    /// <summary>Null while the process is down.</summary>
    public TradeBook? Book => _engine?.Core.Book;

    public bool IsUp => _engine is not null;

    public long OrdersSent => _gateway.Sent;

    public long OrdersSentTwice => _gateway.Duplicates + Paper.Duplicates;

    /// <summary>Processes begun.</summary>
    public int Lives { get; private set; }

    public bool IsCrashArmed => _crashes.IsArmed;

    /// <summary>The audit of every life that has ended, in their order.</summary>
    public List<byte[]> Hashes { get; } = [];

    /// <summary>The next moment that matters while orders are under way; null where nothing is.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            if (_engine is null)
                return Paper.NextDue == long.MaxValue ? null : _time.GetUtcNow() + TimeSpan.FromSeconds(1);
            if (IsTrading)
                return _time.GetUtcNow() + TimeSpan.FromMilliseconds(500);
            return _engine.Core.Book.Open.Count > 0 ? _time.GetUtcNow() + TimeSpan.FromMinutes(5) : null;
        }
    }

    /// <summary>Nothing is open, and the venue has nothing to say any more: what both know is the same.</summary>
    public bool IsSettled => _engine is not null && Paper.NextDue == long.MaxValue && _engine.Core.Book.Open.All(cycle => cycle.Orders.All(order => order.IsTerminal));

    private bool IsTrading
    {
        get
        {
            if (Paper.NextDue != long.MaxValue || _engine!.Core.Book.Treasury.Trades.Count > 0)
                return true;
            foreach (var cycle in _engine.Core.Book.Open)
            {
                if (_engine.Now - cycle.OpenedAt < Young || cycle.Orders.Any(order => !order.IsTerminal))
                    return true;
            }

            return false;
        }
    }

    /// <summary>As at a real start: the journal is folded, the connections stand, the books are shown, what is open is settled.</summary>
    public void Start()
    {
        var checkpoint = _journal.Checkpoint is null
            ? Opening()
            : EngineAssembly.Fold(_names.Instruments, _plan.Settings.Dollars, _journal.Checkpoint, _journal.Records);
        _journal.BeginSegment(RecordCodec.Encode(checkpoint));
        _epoch++;
        _assembly = new EngineAssembly(_plan.Settings, Session(checkpoint), venue => new CoarseCodec(venue));
        _assembly.Audit.Added += _plan.Audited;
        _engine = new SteppedEngine(_assembly.Build(_journal, _gateway, this, _plan.Rules, this), Paper, BusyTimer, IdleTimer);
        Lives++;
        var now = _time.Nanoseconds;
        foreach (var shard in _assembly.Shards)
        {
            byte[] subscribed = [(byte)ConnectionState.Subscribed];
            _engine.Process(EventKind.Connection, shard.Source, now, subscribed, subscribed.Length);
        }

        ShowAll();
        _engine.Command(EngineAction.Start, "a life begins", now);
    }

    /// <summary>The process ends without a word; the venue goes on.</summary>
    public void Die()
    {
        if (_assembly is null)
            return;
        _crashes.Disarm();
        Hashes.Add(_assembly.Audit.CurrentHash());
        _assembly.Audit.Dispose();
        (_assembly, _engine) = (null, null);
        _answers.Clear();
        Forget();
    }

    /// <summary>Dies at one of the next points where it journals or sends.</summary>
    public void ArmCrash(int points) => _crashes.Arm(points);

    /// <summary>Up to the told time: timers, and the venue's answers.</summary>
    public void Advance()
    {
        if (_engine is null)
        {
            Forget();
            return;
        }

        _engine.TimerEvery = IsTrading ? BusyTimer : WaitingTimer;
        ShowTraded();
        _engine.AdvanceTo(_time.Nanoseconds);
        BeAPerson(_engine);
    }

    /// <summary>A command off the bus.</summary>
    public void Take(Envelope message)
    {
        var payload = RecordCodec.Encode(message);
        _engine!.Process(EventKind.Instruction, 0, _time.Nanoseconds, payload, payload.Length);
    }

    public bool TryTakeAnswer(out CommandAnswer answer) => _answers.TryDequeue(out answer!);

    /// <summary>The hour's look at every book.</summary>
    public void ShowAll()
    {
        for (var index = 0; index < _names.Instruments.Count; index++)
            Show(index);
        _shownAt = _time.Nanoseconds;
    }

    /// <summary>Where an instrument of the engine is in the market.</summary>
    public int MarketIndexOf(int index) => _marketIndex[index];

    /// <summary>Those of one asset, on every venue.</summary>
    public void Show(Asset asset)
    {
        foreach (var traded in _names.Instruments.Where(traded => traded.Instrument.Symbol.Base == asset))
            Show(traded.Index);
    }

    public void Say(CommandAnswer answer) => _answers.Enqueue(answer);

    public void Taken(string messageId)
    {
        // The bus has it behind it when the call returns.
    }

    public void Resynchronise(VenueShard shard, InstrumentFeed feed)
    {
        if (shard.TradedBy(feed) is { } traded)
            _wanted.Add(traded.Index);
    }

    public void SawData(VenueShard shard, InstrumentFeed feed)
    {
        // Whether a subscription stands is a real connection's concern.
    }

    public void Dispose()
    {
        _assembly?.Audit.Dispose();
        Paper.Dispose();
    }

    private static PaperSettings PaperOf(YearPlan plan)
    {
        var seed = (int)(plan.SeedOf(YearChance.Paper) >> 34);
        return plan.HasFaults
            ? plan.Settings.Paper with { Seed = seed }
            : PaperSettings.Faultless with { Seed = seed, Latency = plan.Settings.Paper.Latency };
    }

    private void Show(int index)
    {
        if (_engine is null)
            return;
        var frame = _market.Show(_marketIndex[index]);
        var source = _assembly!.Shards.First(shard => shard.Codec.Venue == _names.Instruments[index].Instrument.Venue).Source;
        _engine.Process(EventKind.Frame, source, _time.Nanoseconds, frame, frame.Length);
    }

    /// <summary>What is being traded is shown anew each second: others trade there too.</summary>
    private void ShowTraded()
    {
        if (_time.Nanoseconds - _shownAt < Second)
            return;
        var indices = new SortedSet<int>(_wanted);
        _wanted.Clear();
        if (IsTrading)
        {
            _shownAt = _time.Nanoseconds;
            foreach (var order in _engine!.Core.Book.Open.SelectMany(cycle => cycle.Orders))
                indices.Add(order.Traded.Index);
            foreach (var trade in _engine.Core.Book.Treasury.Trades)
                indices.UnionWith(_names.Instruments.Where(traded => traded.Instrument.Venue == trade.Command.Venue && traded.Instrument.Symbol == trade.Command.Symbol).Select(traded => traded.Index));
        }

        foreach (var index in indices)
            Show(index);
    }

    /// <summary>Somebody looks at what halted, and resumes it.</summary>
    private void BeAPerson(SteppedEngine engine)
    {
        if (engine.Core.Book.Trading == TradingState.Halted && engine.Now - engine.Core.Book.TradingSince > 1_800 * Second)
            engine.Command(EngineAction.Resume, "somebody looked", engine.Now);
    }

    private void Forget()
    {
        Paper.Advance(_time.Nanoseconds);
        while (Paper.TryTakeReply(out _) || Paper.TryTakeReport(out _))
        {
        }
    }

    private Checkpoint Opening() => new(
        [.. _plan.Settings.Venues.SelectMany(venue => venue.Balances.Select(balance => new RecordedBalance(Ledger.Place.Trading(venue.Definition.Venue).Name, balance.Key, balance.Value)))],
        [],
        Totals.None,
        TradingState.Active,
        "",
        "",
        0,
        []);

    private SessionDescription Session(Checkpoint checkpoint) => new(_plan.Settings.Options, _epoch, _plan.Listed, checkpoint);
}

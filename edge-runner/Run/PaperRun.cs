using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.EdgeRunner.Journal.History;
using Arbit.EdgeRunner.Journal.Recording;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Slow;
using Arbit.EdgeRunner.Telemetry;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Messages;
using Arbit.Slow.Configuration;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Run;

/// <summary>
/// One run on paper: the journal is read and what it left open is known before anything is connected; then the engine's thread,
/// the connections, the history. Ending it ends trading first, and keeps what was decided.
/// </summary>
public sealed class PaperRun : IAsyncDisposable
{
    /// <summary>What is open has so long to be closed at the end: an order that nobody answers is proven to be none after some five seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _disconnecting = new();
    private readonly List<IDisposable> _owned = [];
    private readonly List<VenueConnection> _connections = [];
    private readonly List<Task> _connecting = [];
    private VenueFeeds? _feeds;
    private CandleFile? _candleFile;
    private CandleKeeper? _candles;
    private HistoryWriter? _history;
    private TradingLease? _lease;
    private CommandIntake? _commands;
    private JournalCopy? _copy;
    private SlowHome? _slow;
    private SlowBoard? _board;
    private SessionRecorder? _recorder;
    private EngineLoop? _loop;
    private EngineAssembly? _assembly;
    private Thread? _thread;
#if LIVE
    private Arbit.EdgeRunner.Live.Venues.LiveOrders? _accounts;

    private IEnumerable<string> AccountProblems => _accounts?.Problems ?? [];
#else
    private static IEnumerable<string> AccountProblems => [];
#endif

    private PaperRun(RunHome home, TimeProvider time) => (Home, _time) = (home, time);

    public IStateSource State { get; private set; } = null!;

    public ITradingSwitch Switch { get; private set; } = null!;

    /// <summary>Commands to this edge and facts from it.</summary>
    public IEventBus Bus { get; private set; } = null!;

    /// <summary>What it stands on.</summary>
    public RunHome Home { get; }

    /// <summary>What drift is measured by.</summary>
    public SlowSettings Drift { get; private set; } = null!;

    /// <summary>What the paper venues do outside trading; asked from any thread.</summary>
    public PaperFunding Funding { get; private set; } = null!;

    /// <summary>Null where it runs in another process, or not at all.</summary>
    public SlowSide? Slow => _slow?.Side;

    /// <summary>As the page shows it, wherever it runs.</summary>
    public ISlowSide Board => _board!;

    public ArbitMeter Meter { get; private set; } = null!;

    public MetricsText Metrics { get; private set; } = null!;

    /// <summary>Set when the engine's thread ended, on purpose or by a fault.</summary>
    public CancellationTokenSource Ended { get; } = new();

    /// <exception cref="VenueProblemException">A venue cannot be reached.</exception>
    /// <exception cref="DataDirectoryInUseException">Another Arbit runs on the same data.</exception>
    public static async Task<PaperRun> StartAsync(RunOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var run = new PaperRun(options.Home ?? new RunHome(), time);
        try
        {
            await run.BeginAsync(options, cancellation).ConfigureAwait(false);
            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>From now on, until <see cref="EndMeasuring"/>, counts how long the engine's loop takes from a frame to its decision.</summary>
    public LatencyHistogram MeasureLoop() => _loop!.Measured = new LatencyHistogram();

    public void EndMeasuring() => _loop!.Measured = null;

    /// <summary>What ended the engine, where it was a fault.</summary>
    public Exception? Failure { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _thread?.Join();
        if (_slow is not null)
            await _slow.DisposeAsync().ConfigureAwait(false);
        if (_board is not null)
            await _board.DisposeAsync().ConfigureAwait(false);
        if (_commands is not null)
            await _commands.DisposeAsync().ConfigureAwait(false);
        if (_copy is not null)
            await _copy.DisposeAsync().ConfigureAwait(false);
        await Home.DisposeAsync().ConfigureAwait(false);
        if (_lease is not null)
            await _lease.DisposeAsync().ConfigureAwait(false);
#if LIVE
        if (_accounts is not null)
            await _accounts.DisposeAsync().ConfigureAwait(false);
#endif
        await _disconnecting.CancelAsync().ConfigureAwait(false);
        foreach (var connection in _connections)
            await connection.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_recorder is not null && Failure is null && _assembly is not null)
            _recorder.Complete(_assembly.Audit.CurrentHash());
        if (_candles is not null)
            await _candles.DisposeAsync().ConfigureAwait(false);
        if (_history is not null)
            await _history.DisposeAsync().ConfigureAwait(false);
        for (var i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
        if (_feeds is not null)
            await _feeds.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
        _disconnecting.Dispose();
        Ended.Dispose();
    }

    private async Task BeginAsync(RunOptions options, CancellationToken cancellation)
    {
        var settings = options.Settings;
        var data = Path.GetFullPath(settings.Options.DataPath);
        Directory.CreateDirectory(data);
        AccountMark.Check(data, settings.Live.Orders);
        var journal = Own(IntentJournal.Start(Path.Combine(data, "journal")));
        var epoch = RunEpoch.Raise(Path.Combine(data, "journal"));
        _feeds = await VenueFeeds.OpenAsync(settings, _time, cancellation).ConfigureAwait(false);

        var listed = _feeds.Feeds.Select(feed => feed.Listed).ToList();
        _copy = Home.Facts is { } facts ? new JournalCopy(facts, _time, Home.FactLimits) : null;
        var checkpoint = Settled(settings, listed, epoch, journal);
        journal.BeginSegment(RecordCodec.Encode(checkpoint));
        var session = new SessionDescription(settings.Options, epoch, listed, checkpoint, IsLeased: true) { Candles = CandlesBefore(settings, data), HasCopy = _copy is not null };
        if (options.RecordTo is { } folder)
            _recorder = Own(SessionRecorder.Begin(folder, session.Encode()));
        await AssembleAsync(settings, session, journal, data, cancellation).ConfigureAwait(false);
        await StartSlowAsync(settings, data, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// What the journal comes to, and the opening balances of the places that it has never known. Without a journal those are only
    /// expected: this may be the first run, or the disk was lost, and the venues know.
    /// </summary>
    private static Checkpoint Settled(ArbitSettings settings, List<ListedVenue> listed, long epoch, IntentJournal journal)
    {
        var empty = new Checkpoint([], [], Totals.None, Risk.TradingState.Active, "", "", 0, []);
        var assembly = new EngineAssembly(settings, new SessionDescription(settings.Options, epoch, listed, empty));
        var settled = EngineAssembly.Fold(assembly.Instruments, settings.Dollars, journal.Checkpoint, journal.Recovered);
        var known = settled.Balances.Select(balance => balance.Place).ToHashSet(StringComparer.Ordinal);
        return settled with { IsUnsettled = settled.IsUnsettled || journal.Checkpoint is null, Balances = [.. settled.Balances, .. Opening(settings).Where(balance => !known.Contains(balance.Place))] };
    }

    /// <summary>What paper begins with; of a real account the venue alone knows.</summary>
    private static List<RecordedBalance> Opening(ArbitSettings settings) => settings.Live.IsAccount ? [] : settings.Venues
        .SelectMany(venue => venue.Balances.Select(balance => new RecordedBalance(Place.Trading(venue.Definition.Venue).Name, balance.Key, balance.Value)))
        .ToList();

    /// <summary>Simulated days for a simulated market, and nothing of them is kept; else what earlier runs saw.</summary>
    private CandleHistory CandlesBefore(ArbitSettings settings, string data)
    {
        var today = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Days;
        if (settings.IsSimulatedFeed)
            return SimulatedCandles.Before(settings.Simulation, today, settings.Engine.Scanner.RangeDays);
        _candleFile = new CandleFile(Path.Combine(data, CandleFile.Name));
        return _candleFile.Load();
    }

    private async Task AssembleAsync(ArbitSettings settings, SessionDescription session, IntentJournal journal, string data, CancellationToken cancellation)
    {
        var crashes = CrashPlan.FromEnvironment();
        var outbox = new ConnectionOutbox();
        _assembly = new EngineAssembly(settings, session);
        Own(_assembly.Audit);
        var paper = Own(new PaperVenue(settings.Paper, settings.Live.IsAccount ? null : Path.Combine(data, "paper-venue.log"), crashes, _assembly.Instruments, Opening(settings)));
        var inbox = new EngineInbox(_assembly.Shards.Count, _time);
        IOrderGateway orders = settings.Live.IsAccount ? await AccountsAsync(settings, data, inbox, cancellation).ConfigureAwait(false) : paper;
        var copies = _copy is null ? null : new CopyGateway(orders, _copy, (first, rest) => EngineAssembly.Fold(_assembly.Instruments, settings.Dollars, first, rest), inbox);
        _lease = new TradingLease(Home.Leases(settings.Options.Lease, data, _time), settings.Options.Lease, data, session.Epoch, copies ?? orders, _time);
        Bus = Home.OpenBus(data, _lease.Guard, _time);
        _commands = new CommandIntake(Bus, inbox, _time, _copy);
        Funding = Own(FundingOf(settings, paper, inbox, data));
        IExecutionLog log = new JournalledLog(journal, crashes);
        var copied = _copy is null ? null : new CopiedLog(log, _copy);
        var core = _assembly.Build(copied ?? log, _lease.Gateway, outbox, _commands);
#if LIVE
        _accounts?.Gateway.Begin(core.Rates, core.Book.Sent);
#endif
        _loop = new EngineLoop(core, _assembly.Shards, inbox, paper, _recorder, _lease.Gateway) { Halts = Own(new HaltRequests(data)), Guest = Funding };

        var database = Path.Combine(data, "history.db");
        _history = new HistoryWriter(new HistoryOptions { DatabasePath = database, TradeAuditPath = Path.Combine(data, "trade_audit.csv") }, _time);
        var pnl = new PnlHistory(File.Exists(database) ? new HistoryReader(database).PnlCurve(simulated: !settings.Live.IsReal, 500) : [], core.Book.Totals);
        var state = new StateBuilder(settings, core, _loop, inbox, _assembly.Shards, _history, pnl, _lease, _connections, session.Epoch, inbox.Now())
        {
            Outside = () => ((IEnumerable<string?>)[.. Home.Problems, .. AccountProblems, _copy?.Problem, copies?.Problem]).OfType<string>(),
        };
        state.Build();
        State = state;
        Switch = new TradingSwitch(inbox);
        Meter = Own(new ArbitMeter(state));
        Meter.Watch(_commands.Ages);
        Metrics = Own(new MetricsText(Meter.Meter));
        _candles = _candleFile is null ? null : new CandleKeeper(core.Scanner, _candleFile);
        var feed = new HistoryFeed(_history, core, pnl, Meter, session.Epoch, !settings.Live.IsReal);
        _assembly.Audit.Added += feed.OnAudit;
        _assembly.Audit.OrderEnded += feed.OnOrder;
        _assembly.Audit.CycleEnded += feed.OnCycle;
        core.OpportunityBegan += feed.OnOpportunity;
        _loop.Publish += () =>
        {
            state.TryBuild();
            feed.OnPublish(core.Now);
            copied?.OnPublish();
            _candles?.OnPublish(core.Now);
            Meter.LoopLatency((_loop.Latency.Percentile(500) ?? 0) / 1e6);
        };

        for (var source = 0; source < _feeds!.Feeds.Count; source++)
        {
            var connection = _feeds.Feeds[source].Connect(new EngineSink(inbox, source));
            _connections.Add(connection);
            outbox.Add(connection);
        }

        _thread = new Thread(RunEngine) { IsBackground = true, Name = "engine" };
        _thread.Start();
        _lease.Keeper.Start();
        _commands.Start();
        Home.Start();
        foreach (var connection in _connections)
            _connecting.Add(connection.RunAsync(_disconnecting.Token));
    }

    /// <summary>Orders go to the venues; only a live build has the code, and the settings were refused without it.</summary>
    private async Task<IOrderGateway> AccountsAsync(ArbitSettings settings, string data, EngineInbox inbox, CancellationToken cancellation)
    {
#if LIVE
        var keys = new Arbit.EdgeRunner.Live.Venues.VaultKeys(
            await Home.SecretsAsync(cancellation).ConfigureAwait(false), new Arbit.Accounts.Keys.EnvironmentKeys(Environment.GetEnvironmentVariable));
        var confirmations = new OrderConfirmations(data, settings.Live.Orders);
        if (Home.Facts is { } facts)
            await confirmations.RestoreAsync(facts, settings.Live.Limits.Keys, cancellation).ConfigureAwait(false);
        _accounts = await Arbit.EdgeRunner.Live.Venues.LiveOrders.OpenAsync(
            settings, confirmations, keys, _assembly!.Instruments, inbox, Console.Error.WriteLine, _time, cancellation, _feeds!.SimulatedRestOf).ConfigureAwait(false);
        _feeds.Share(_accounts.Budgets);
        return _accounts.Gateway;
#else
        await Task.CompletedTask.ConfigureAwait(false);
        throw new InvalidSettingsException(["this is the paper build"]);
#endif
    }

    private PaperFunding FundingOf(ArbitSettings settings, PaperVenue paper, EngineInbox inbox, string data)
    {
        var model = new SimulatedFunding(PaperAddresses.PlanOf(settings), new PaperFundingAccounts(paper), Path.Combine(data, "paper-funding.log"));
        var traded = _assembly!.Instruments.Select(traded => traded.Instrument).ToLookup(instrument => instrument.Venue, instrument => instrument.Symbol);
        return new PaperFunding(model, inbox, venue => [.. traded[venue]]);
    }

    private async Task StartSlowAsync(ArbitSettings settings, string data, CancellationToken cancellation)
    {
        Drift = settings.Slow.Workflows;
        _board = new SlowBoard(Bus, _time);
        try
        {
            await _board.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The bus is elsewhere and away: trading needs no page, and the page shows what is told from now on.
        }

        Meter.Watch(new WholeState(State, _board, Drift), _board);
        if (!Home.HasSlowSide(settings.Options))
            return;
        _slow = SlowHome.Open(settings, data, Bus, Funding.Accounts, _time);
        _slow.Side.Start();
    }

    private void RunEngine()
    {
        try
        {
            _loop!.Run(_stopping.Token, Patience);
        }
        catch (Exception e)
        {
            // A fault of the engine ends the program: nothing may go on trading beside it.
            Failure = e;
        }

        // Nobody answers at the accounts any more.
        Funding.End();
        Ended.Cancel();
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}

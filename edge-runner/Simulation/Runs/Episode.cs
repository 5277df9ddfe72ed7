using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// One stretch of simulated time from opening balances: the market and the venues, which go on whatever happens, and one process
/// of the bot after another, each from what the journal of the last one holds.
/// </summary>
internal sealed class Episode
{
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(10);

    private readonly EpisodePlan _plan;
    private readonly DateTimeOffset _start;
    private readonly SimulatedWorld _world;
    private readonly SimulatedMarket _market;
    private readonly EngineAssembly _names;
    private readonly PaperVenue _paper;
    private readonly EpisodePace _pace;
    private readonly LedgerComparison _comparison;
    private readonly CrashPoints _crashes = new();
    private readonly CountedGateway _gateway;
    private readonly SimulatedLines _lines;
    private readonly List<FeedFaults> _feedFaults = [];
    private readonly ProcessFaults _faults;
    private readonly WalletFaults _wallets;
    private readonly ToldClock _clock = new();
    private readonly Tally _tally = new();
    private readonly TrueMarket _truth;
    private readonly DislocationWatch _dislocations;
    private readonly ExposureWatch _residuals;
    private readonly JournalTally _journalled;
    private readonly List<byte[]> _hashes = [];
    private MemoryJournal _journal;
    private Life? _life;
    private long _epoch;
    private DateTimeOffset _upAt;
    private DateTimeOffset _resumeAt;
    private bool _isEnding;
    private DateTimeOffset _leaseBackAt;

    private Episode(EpisodePlan plan, int index)
    {
        _plan = plan;
        var random = new SeededRandom(plan.SeedOf(index));
        _start = plan.StartOf(index);
        var feedFails = plan.Has(SimulatedFaults.Feed);
        _world = new SimulatedWorld(
            plan.Settings.Simulation with
            {
                Seed = random.Next(),
                Universe = plan.Universe,
                VolatilityPercent = EpisodePlan.CalmVolatility,
                Faults = new SimulationFaults(CorruptChecksumEvery: FeedFaults.CorruptChecksumEvery(random, feedFails)),
            },
            _start);
        _market = _world.Market;
        _names = new EngineAssembly(plan.Settings, new SessionDescription(plan.Settings.Options, 0, plan.Listed, Nothing([])));
        _paper = new PaperVenue(OrderFaults.Of(plan, random), path: null, CrashPlan.None, _names.Instruments, Opening(plan));
        _comparison = new LedgerComparison(_paper, _market, _clock, _tally, Find);
        _gateway = new CountedGateway(_paper, _crashes);
        _journal = NewJournal();
        for (var source = 0; source < plan.Listed.Count; source++)
            _feedFaults.Add(new FeedFaults(random, _start, feedFails, _tally));
        _lines = new SimulatedLines([.. plan.Listed.Select((listed, source) => new SimulatedLine(_world, plan.Settings.Venues[source].Definition, [.. listed.Instruments.Select(item => item.VenueSymbol)], source, _feedFaults[source]))]);
        _pace = new EpisodePace(_market, _lines, _start);
        _faults = new ProcessFaults(plan, random, _start);
        _wallets = new WalletFaults(plan, ~plan.SeedOf(index), _start, _tally);
        _truth = new TrueMarket(_market, plan.Settings);
        _dislocations = new DislocationWatch(_market, _truth, _tally);
        _residuals = new ExposureWatch(_market, _tally);
        _journalled = new JournalTally(_market, _tally);
    }

    public static EpisodeResult Run(EpisodePlan plan, int index, TimeSpan length)
    {
        var episode = new Episode(plan, index);
        while (episode._market.Now < episode._start + length)
            episode.Turn();
        episode.End();
        return new EpisodeResult(episode._tally, episode._hashes);
    }

    private static List<RecordedBalance> Opening(EpisodePlan plan)
        => plan.Settings.Venues
            .SelectMany(venue => venue.Balances.Select(balance => new RecordedBalance(Place.Trading(venue.Definition.Venue).Name, balance.Key, balance.Value)))
            .ToList();

    private static Checkpoint Nothing(IReadOnlyList<RecordedBalance> balances) => new(balances, [], Totals.None, TradingState.Active, "", "", 0, []);

    /// <summary>One step of the market, and what it makes the bot do.</summary>
    private void Turn()
    {
        _pace.Set(_life);
        _world.Advance(_market.Step);
        _dislocations.Begin();
        try
        {
            if (_life is null)
                Wait();
            else
                Live(_life);
        }
        catch (SimulatedCrashException)
        {
            Die();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or KeyNotFoundException or InvalidDataException or ArithmeticException or NullReferenceException or IndexOutOfRangeException)
        {
            _tally.Failures++;
            Find($"{e.GetType().Name}: {e.Message}");
            Die();
        }

        _dislocations.End();
    }

    private void Live(Life life)
    {
        var told = _clock.At(_market.Now);
        Tell(life, _isEnding ? [] : _wallets.Look(_market.Now, told));
        _lines.Deliver(life.Engine, told);
        life.Engine.AdvanceTo(told);
        _residuals.Look(life.Book);
        _comparison.NoteBreaks(life);
        RegainLease(life);
        _comparison.Look(life);
        BeAPerson(life, told);
        if (!_isEnding)
            _faults.Strike(this, _market.Now);
    }

    /// <summary>The process is down: the venues go on, and nobody hears their answers.</summary>
    private void Wait()
    {
        Forget(_clock.At(_market.Now));
        if (_market.Now < _upAt || _paper.NextDue != long.MaxValue)
            return;
        Start();
    }

    private void Forget(long told)
    {
        _paper.Advance(told);
        while (_paper.TryTakeReply(out _) || _paper.TryTakeReport(out _))
        {
        }
    }

    /// <summary>As at a real start: the journal is folded, what it leaves open becomes the next segment's checkpoint.</summary>
    private void Start()
    {
        _clock.Restart();
        if (!_isEnding)
            _faults.JumpClockAtStart(this);

        var checkpoint = _journal.Checkpoint is null
            ? Adopt()
            : EngineAssembly.Fold(_names.Instruments, _plan.Settings.Dollars, _journal.Checkpoint, _journal.Records);
        _journal.BeginSegment(RecordCodec.Encode(checkpoint));
        _life = new Life(_plan.Settings, new SessionDescription(_plan.Settings.Options, ++_epoch, _plan.Listed, checkpoint) { Candles = _plan.Candles }, _journal, _gateway, _lines, _paper, _plan.Audited);
        _life.Core.OpportunityBegan += _dislocations.Noted;
        _life.Core.OpportunityBegan += opportunity => _tally.Barred += opportunity.Reason == RefusalReason.WalletClosed ? 1 : 0;
        _life.Engine.TimePassed += _ => _residuals.Look(_life!.Book);
        _tally.Lives++;
        _comparison.Begin();
        _lines.Drop(_market.Now);
        _life.Engine.Command(EngineAction.Start, "a life begins", _clock.At(_market.Now));
        Tell(_life, _wallets.Closed);
    }

    /// <summary>
    /// Without a journal: what the venues say of balances, and of orders since the last moment that is known to have been settled.
    /// The epoch is above any that was ever used, for those are counted on here.
    /// </summary>
    private Checkpoint Adopt()
    {
        var told = _clock.At(_market.Now);
        if (_comparison.SettledAt == 0)
            return Nothing(Opening(_plan));
        foreach (var account in _paper.Accounts)
            _paper.AskAccount(account.Venue, _comparison.SettledAt);
        var reports = new List<AccountReport>();
        while (_paper.NextDue != long.MaxValue)
        {
            _paper.Advance(Math.Max(told, _paper.NextDue));
            while (_paper.TryTakeReport(out var report))
                reports.Add(report);
        }

        return Adoption.From(reports, _plan.Settings.Dollars, _epoch + 1, told);
    }

    /// <summary>The process ends without a word.</summary>
    public void Die()
    {
        if (_life is null)
            return;
        _crashes.Disarm();
        _hashes.Add(_life.Hash());
        _tally.LedgerChecks += _life.Book.Ledger.Checks;
        _tally.LedgerBreaks += _life.Book.Ledger.Breaks;
        _life.Dispose();
        _life = null;
        _upAt = _market.Now + _faults.Downtime();
        _resumeAt = default;
        _leaseBackAt = default;
        _lines.Drop(DateTimeOffset.MaxValue);
        Forget(_clock.At(_market.Now));
    }

    /// <summary>Dies at one of the next points where it journals or sends.</summary>
    public void ArmCrash(int points)
    {
        _tally.Count(FaultKind.Crash);
        _crashes.Arm(points);
    }

    public bool IsCrashArmed => _crashes.IsArmed;

    /// <summary>Dies, and nothing that it knew is left; the venues' orders and balances are.</summary>
    public void LoseDisk()
    {
        _tally.Count(FaultKind.DiskLoss);
        CountTotals();
        Die();
        _journal = NewJournal();
    }

    /// <summary>The lease goes to another for a while: an event of its own kind.</summary>
    public void LoseLease()
    {
        if (_life is null || _leaseBackAt != default)
            return;
        _tally.Count(FaultKind.LeaseLoss);
        _leaseBackAt = _market.Now + _faults.Downtime();
        ChangeLease(_life, new LeaseChange(LeaseStanding.Lost, 0, "another"));
    }

    /// <summary>It comes back under an epoch that nobody has had, and what is open is settled first.</summary>
    private void RegainLease(Life life)
    {
        if (_leaseBackAt == default || (_market.Now < _leaseBackAt && !_isEnding))
            return;
        _leaseBackAt = default;
        ChangeLease(life, new LeaseChange(LeaseStanding.Held, ++_epoch, "this run"));
    }

    private void ChangeLease(Life life, LeaseChange change)
    {
        var payload = RecordCodec.Encode(change);
        life.Engine.Process(EventKind.Lease, 0, _clock.At(_market.Now), payload, payload.Length);
    }

    /// <summary>What venues say of their wallets.</summary>
    private void Tell(Life life, List<WalletStatus> wallets)
    {
        if (wallets.Count == 0)
            return;
        var payload = RecordCodec.Encode(wallets);
        life.Engine.Process(EventKind.Wallets, 0, _clock.At(_market.Now), payload, payload.Length);
    }

    public void JumpClock(TimeSpan by)
    {
        _tally.Count(by > TimeSpan.Zero ? FaultKind.ClockForward : FaultKind.ClockBackward);
        _clock.Jump(by);
    }

    private MemoryJournal NewJournal() => new(_crashes) { Appended = OnRecord };

    private void OnRecord(JournalRecord record)
    {
        _journalled.Observe(record);
        if (record is CycleOpened { Legs.Count: > 0 } opened && _truth.NetOf(opened) <= 0)
            _tally.FalseCycles++;
        if (record is CycleOpened cross && _wallets.IsBarred(cross))
        {
            _tally.Failures++;
            Find($"cycle {cross.Epoch}-{cross.Cycle} was opened over a closed wallet");
        }

        if (record is OrderEnded ended && _life?.Book.Find(ended.Id)?.State == OrderState.Unknown)
            _tally.UnknownResolved++;
    }

    /// <summary>What halted has to be looked at and resumed by a person, some minutes later.</summary>
    private void BeAPerson(Life life, long told)
    {
        if (life.Book.Trading != TradingState.Halted)
        {
            _resumeAt = default;
            return;
        }

        if (_resumeAt == default)
        {
            _tally.Halts++;
            _resumeAt = _market.Now + (_isEnding ? TimeSpan.Zero : _faults.Attention());
        }

        if (_market.Now < _resumeAt)
            return;
        life.Engine.Command(EngineAction.Resume, "somebody looked", told);
        if (_isEnding)
            life.Engine.Command(EngineAction.Pause, "the episode ends", told);
    }

    /// <summary>Nothing new is begun, nothing goes wrong any more, and what is open has time to be closed.</summary>
    private void End()
    {
        _isEnding = true;
        _crashes.Disarm();
        _feedFaults.ForEach(faults => faults.IsOver = true);
        var most = _market.Now + SettlesWithin;
        var isPaused = false;
        while (_market.Now < most && (_life is null || !_comparison.IsSettled(_life)))
        {
            Turn();
            if (_life is null || isPaused || _life.Book.Trading == TradingState.Halted)
                continue;
            isPaused = true;
            _life.Engine.Command(EngineAction.Pause, "the episode ends", _clock.At(_market.Now));
        }

        _tally.Simulated = _market.Now - _start;
        _tally.Episodes = 1;
        _tally.Frames = _lines.Frames;
        _tally.OrdersSent = _gateway.Sent;
        _tally.Duplicates = _gateway.Duplicates;
        OrderFaults.Count(_paper, _gateway, _tally);
        if (_life is null)
            return;
        _comparison.LookOnce(_life);
        if (!_comparison.IsSettled(_life))
            Find($"after {SettlesWithin.TotalMinutes} minutes still open: {string.Join("; ", _life.Book.Open.Select(cycle => $"{cycle.Epoch}-{cycle.Id} {cycle.Outcome} {cycle.Route}"))}");
        _residuals.End(_life.Book);
        CountTotals();
        Die();
    }

    /// <summary>The journal's totals, as it would be read at the next start.</summary>
    private void CountTotals()
    {
        if (_journal.Checkpoint is null)
            return;
        var end = EngineAssembly.Fold(_names.Instruments, _plan.Settings.Dollars, _journal.Checkpoint, _journal.Records);
        var totals = end.Totals;
        _tally.Attempted += totals.Attempted;
        _tally.Completed += totals.Completed;
        _tally.Recovered += totals.Recovered;
        _tally.Unwound += totals.Unwound;
        _tally.Held += totals.Held;
        _tally.Missed += totals.Missed;
        _tally.Expected += totals.ExpectedInDollars;
        _tally.Realised += totals.NetInDollars;
        _tally.Forgotten += end.Open.Count(record => record is CycleOpened);
    }

    private void Find(string what)
    {
        if (_tally.Findings.Count < 20)
            _tally.Findings.Add($"{_start:yyyy-MM-dd HH:mm} +{(_market.Now - _start).TotalSeconds:0.00} s, life {_epoch}: {what}");
    }
}

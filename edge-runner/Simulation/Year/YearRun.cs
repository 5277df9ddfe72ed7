using System.Diagnostics;
using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Runs;
using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// Days of operation in told time, on one thread: from one moment at which anything is due to the next. The edge and the slow side are
/// the real ones and talk over the real bus, which doubles and delays; each of them dies now and then and begins again.
/// </summary>
public sealed class YearRun : IDisposable
{
    private const int MostTurnsAMoment = 100_000;
    private const int MostCrashPoints = 40;
    private const int ShownWorkflows = 120;

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan Dislocated = TimeSpan.FromSeconds(20);
    private static readonly BusFaults Doubling = new(1, 50, 150, TimeSpan.FromSeconds(3));

    private readonly YearPlan _plan;
    private readonly ToldTime _time = new(YearPlan.Start);
    private readonly CoarseMarket _market;
    private readonly YearEdge _edge;
    private readonly YearAccounts _accounts;
    private readonly SimulatedFunding _funding;
    private readonly InProcessBus _bus;
    private readonly YearSlow _slow;
    private readonly YearSignals _signals;
    private readonly YearPerson _person;
    private readonly YearBooks _books;
    private readonly YearCosts _costs;
    private readonly YearTally _tally = new();
    private readonly SeededRandom _planting;
    private readonly SeededRandom _chance;
    private readonly FaultTimer _edgeFaults;
    private readonly FaultTimer _slowFaults;
    private readonly DateTimeOffset _end;
    private IAsyncDisposable? _commands;
    private DateTimeOffset _lookAt = YearPlan.Start + LookEvery;
    private DateTimeOffset _settleAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _edgeUpAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _slowUpAt = DateTimeOffset.MaxValue;
    private int? _dislocated;
    private (long Funding, long Booked, long Records) _seen;
    private long _records;

    private YearRun(YearPlan plan)
    {
        _plan = plan;
        _end = YearPlan.Start.AddDays(plan.Days);
        _market = new CoarseMarket(plan.SeedOf(YearChance.Market), plan.Universe, YearPlan.Start);
        _edge = new YearEdge(plan, _market, _time);
        _accounts = new YearAccounts(new PaperFundingAccounts(_edge.Paper));
        var funding = YearFunding.PlanOf(plan);
        _funding = new SimulatedFunding(funding, _accounts);
        _bus = new InProcessBus(new MemoryBusStore(), _time, Doubling with { Seed = (int)(plan.SeedOf(YearChance.Bus) >> 34) });
        _slow = new YearSlow(plan, _time, _bus, _funding, funding);
        _signals = new YearSignals(plan);
        _person = new YearPerson(plan, _bus);
        Markets.Venue[] venues = [.. plan.Settings.Venues.Select(venue => venue.Definition.Venue)];
        _books = new YearBooks(_edge, _funding, _accounts, venues);
        _costs = new YearCosts(_funding, _market, venues);
        _edge.Recorded = record =>
        {
            _records++;
            _books.OnRecord(record);
        };
        _planting = new SeededRandom(plan.SeedOf(YearChance.Dislocations));
        _chance = new SeededRandom(plan.SeedOf(YearChance.Crashes));
        _edgeFaults = new FaultTimer(_chance, YearPlan.Start, plan.HasFaults ? TimeSpan.FromDays(2) : TimeSpan.Zero);
        _slowFaults = new FaultTimer(_chance, YearPlan.Start, plan.HasFaults ? TimeSpan.FromDays(1) : TimeSpan.Zero);
    }

    public static async Task<YearReport> ExecuteAsync(YearPlan plan)
    {
        var started = Stopwatch.GetTimestamp();
        using var run = new YearRun(plan);
        await run.LiveAsync();
        return await YearReport.OfAsync(plan, run._tally, run._edge, run._slow, run._costs, run._person, Stopwatch.GetElapsedTime(started));
    }

    public void Dispose()
    {
        _edge.Dispose();
        _slow.Dispose();
        _funding.Dispose();
    }

    private async Task LiveAsync()
    {
        _funding.Advance(_time.Nanoseconds);
        StartEdge();
        _slow.Start();
        EndDay(YearPlan.Start);
        while (_time.GetUtcNow() < _end)
        {
            _time.MoveTo(NextMoment());
            await TurnAsync();
        }

        await EndAsync();
    }

    private DateTimeOffset NextMoment()
    {
        var now = _time.GetUtcNow();
        var next = _lookAt;
        foreach (var at in (ReadOnlySpan<DateTimeOffset?>)[_settleAt, _edgeUpAt, _slowUpAt, _signals.NextAt, _person.NextAt, _edge.NextDue, _slow.NextDue, _bus.NextDue(), FundingDue(), _end])
            next = at < next ? at.Value : next;
        return next > now ? next : now.AddTicks(1);
    }

    private DateTimeOffset? FundingDue() => _funding.NextDue == long.MaxValue ? null : DateTimeOffset.UnixEpoch.AddTicks((_funding.NextDue + 99) / 100);

    private async Task TurnAsync()
    {
        var now = _time.GetUtcNow();
        _market.MoveTo(now);
        _funding.Advance(_time.Nanoseconds);
        OnEdge(_edge.Advance);
        if (now >= _edgeUpAt)
            StartEdge();
        if (now >= _slowUpAt)
            StartSlow();
        LookAtMarket(now);
        await PostAsync(now);
        await _person.ActAsync(now);
        await TalkAsync();
        if (_plan.HasFaults && now < _end)
            await StrikeAsync(now);
        Check(now);
    }

    /// <summary>Messages, and what comes of them, until nobody has anything to say at this moment.</summary>
    private async Task TalkAsync()
    {
        var turns = 0;
        do
        {
            await OnSlowAsync(_slow.RunAsync);
            await AnswerAsync();
            if (++turns > MostTurnsAMoment)
                throw new InvalidOperationException($"At {_time.GetUtcNow():u} the two sides never stop talking.");
        }
        while (await _bus.TurnAsync() || (_slow.IsUp && _slow.NextDue <= _time.GetUtcNow()));
        await AnswerAsync();
    }

    private async Task AnswerAsync()
    {
        while (_edge.TryTakeAnswer(out var answer))
            await _bus.SendAsync(Hub.Facts, MessageCodec.Wrap(answer, CommandAnswer.EventOf(answer.CommandId), answer.ReplyTo ?? answer.CommandId), CancellationToken.None);
    }

    /// <summary>Who dies with it in hand has not handled it: it comes again to the next process.</summary>
    private Task TakeCommandAsync(Envelope message, CancellationToken cancellation)
    {
        MessageCodec.CommandOf(message);
        return OnEdge(() => _edge.Take(message)) ? Task.CompletedTask : Task.FromCanceled(new CancellationToken(canceled: true));
    }

    /// <summary>The hour's books; now and then one of them stands off, and comes back after a while.</summary>
    private void LookAtMarket(DateTimeOffset now)
    {
        if (now >= _settleAt && _dislocated is { } index)
        {
            _settleAt = DateTimeOffset.MaxValue;
            _dislocated = null;
            _market.Shift(_edge.MarketIndexOf(index), 0);
            OnEdge(() => _edge.Show(_edge.Instruments[index].Instrument.Symbol.Base));
        }

        if (now < _lookAt)
            return;
        _lookAt += LookEvery;
        _costs.Look();
        if (_planting.Chance(100_000))
        {
            _dislocated = (int)_planting.Below(_edge.Instruments.Count);
            _market.Shift(_edge.MarketIndexOf(_dislocated.Value), (_planting.Chance(500_000) ? 1 : -1) * _planting.Between(100, 220));
            _settleAt = now + Dislocated;
        }

        OnEdge(_edge.ShowAll);
        if (now.Hour % 2 == 0 && _slow.Host is { } host)
            _person.Look(host.ListAsync(ShownWorkflows, CancellationToken.None).GetAwaiter().GetResult(), now);
        if (now.Hour == 0)
            EndDay(now);
    }

    private async Task PostAsync(DateTimeOffset now)
    {
        while (_signals.TryTake(now, out var body, out var from))
        {
            var answer = await _slow.PostAsync(body, from);
            switch (answer)
            {
                case { Status: 200, IsDuplicate: true }:
                    _tally.SignalsDuplicate++;
                    break;
                case { Status: 200 }:
                    _tally.SignalsReceived++;
                    break;
                default:
                    _tally.SignalsRefused++;
                    break;
            }
        }
    }

    private async Task StrikeAsync(DateTimeOffset now)
    {
        // What comes past no point for a while dies between two events.
        if (_edgeFaults.Strikes(now) && _edge.IsUp)
        {
            if (_edge.IsCrashArmed)
                KillEdge();
            else
                _edge.ArmCrash((int)_chance.Between(1, MostCrashPoints));
        }

        if (_slowFaults.Strikes(now) && _slow.IsUp)
        {
            if (_slow.IsCrashArmed)
                await KillSlowAsync();
            else
                _slow.ArmCrash((int)_chance.Between(1, MostCrashPoints));
        }
    }

    private void StartEdge()
    {
        _edgeUpAt = DateTimeOffset.MaxValue;
        if (OnEdge(_edge.Start))
            _commands = _bus.Subscribe(Hub.Commands, "edge", TakeCommandAsync);
    }

    private void StartSlow()
    {
        _slowUpAt = DateTimeOffset.MaxValue;
        _slow.Start();
    }

    /// <summary>False where it died of it.</summary>
    private bool OnEdge(Action does)
    {
        try
        {
            does();
            return true;
        }
        catch (SimulatedCrashException)
        {
            KillEdge();
            return false;
        }
    }

    private async Task OnSlowAsync(Func<Task> does)
    {
        try
        {
            await does();
        }
        catch (Exception e) when (IsCrash(e))
        {
            await KillSlowAsync();
        }

        if (_slow.IsDying)
            await KillSlowAsync();
    }

    private static bool IsCrash(Exception? e) => e is SimulatedCrashException || (e is not null && IsCrash(e.InnerException));

    private void KillEdge()
    {
        _tally.EdgeCrashes++;
        _tally.LedgerChecks += _edge.Book?.Ledger.Checks ?? 0;
        _tally.LedgerBreaks += _edge.Book?.Ledger.Breaks ?? 0;
        _edge.Die();
        _commands?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _commands = null;
        _edgeUpAt = _time.GetUtcNow() + Downtime();
    }

    private async Task KillSlowAsync()
    {
        _tally.SlowCrashes++;
        await _slow.DieAsync();
        _slowUpAt = _time.GetUtcNow() + Downtime();
    }

    private TimeSpan Downtime() => TimeSpan.FromSeconds(_chance.Between(1, 900));

    /// <summary>Where anything has moved, what the ledger says is what the venues have, to the last digit.</summary>
    private void Check(DateTimeOffset now)
    {
        var seen = (_accounts.Count, _books.Count, _records);
        if (seen == _seen)
            return;
        _tally.Looks++;
        if (_edge.Book is not { } book || !_edge.IsSettled)
            return;
        _seen = seen;
        book.Ledger.Check();
        _tally.LedgerChecks++;
        foreach (var difference in _books.Differences(book.Ledger))
        {
            _tally.LedgerBreaks++;
            _tally.Find(now, difference);
        }
    }

    private void EndDay(DateTimeOffset now)
    {
        if (_edge.Book is { } book)
            _tally.Days.Add(YearWorth.Of(now, book, _market));
    }

    /// <summary>Nothing goes wrong any more, and what is under way has some days to come home.</summary>
    private async Task EndAsync()
    {
        if (!_edge.IsUp)
            StartEdge();
        if (!_slow.IsUp)
            StartSlow();
        await TurnAsync();
        var over = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var view in await _slow.Host!.ListAsync(int.MaxValue, CancellationToken.None))
        {
            if (view.State != WorkflowState.Running)
                over.Add(view.InstanceId);
            if (view.State == WorkflowState.Failed)
                _tally.Fail(view.ChangedAt, $"workflow {view.InstanceId} failed: {view.Failure}");
        }

        foreach (var forgotten in _books.Forgotten(over.Contains))
        {
            _tally.LedgerBreaks++;
            _tally.Find(_end, forgotten);
        }

        _costs.Look();
        foreach (var dead in _bus.DeadLetters())
            _tally.Fail(dead.At, $"a message was put aside: {dead.Reason}");
        EndDay(_end);
    }
}

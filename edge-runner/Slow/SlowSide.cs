using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.EdgeRunner.Workflows;
using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Signals;
using Arbit.Slow;
using Arbit.Slow.Activities;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Slow;

/// <summary>
/// The slow side: its store, its workflows, and what brings things to them: facts of the edge, a person's wishes, stored signals, the
/// time. It talks to the edge over the bus alone, so it runs in the edge's process or in one beside it. Driven by the clock with
/// <see cref="Start"/>, or by hand, a turn at a time, in told time.
/// </summary>
public sealed class SlowSide : IAsyncDisposable
{
    private const string Group = "slow";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CountsEvery = TimeSpan.FromSeconds(1);

    private readonly IEventBus _bus;
    private readonly IStateStore _store;
    private readonly TimeProvider _time;
    private readonly EmbeddedWorkflowHost _host;
    private readonly WorkflowTeller _teller;
    private readonly SignalStarter _starter;
    private readonly SlowTimetable _timetable;
    private readonly SignalTally _tally = new();
    private readonly FactIntake _facts;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private IAsyncDisposable? _subscription;
    private Task _running = Task.CompletedTask;
    private DateTimeOffset _countsTold;
    private volatile string? _problem;

    /// <param name="host">How its workflows are kept; <see cref="WorkflowHostOptions.Changed"/> is this side's own.</param>
    /// <param name="activities">What workflows can have done, with the bus and the store that this side uses too.</param>
    /// <param name="signals">Who may send signals, and what they mean.</param>
    /// <exception cref="IOException">The workflows' database cannot be opened.</exception>
    public SlowSide(WorkflowHostOptions host, SlowActivities activities, SignalSettings signals)
        : this(host, SlowWorkflows.Table(), activities, signals)
    {
    }

    /// <param name="host">As above.</param>
    /// <param name="workflows">What it knows.</param>
    /// <param name="activities">As above.</param>
    /// <param name="signals">As above.</param>
    /// <param name="timers">What begins by itself; null for the usual.</param>
    internal SlowSide(WorkflowHostOptions host, WorkflowTable workflows, SlowActivities activities, SignalSettings signals, IReadOnlyList<SlowTimer>? timers = null)
    {
        (_bus, _store, _time) = (activities.Bus, activities.Store, activities.Time);
        _teller = new WorkflowTeller(_bus, _time);
        _host = new EmbeddedWorkflowHost(
            host with
            {
                Changed = instance =>
                {
                    _teller.Changed(instance);
                    Wake();
                },
            },
            workflows,
            activities.ToTable(),
            _time);
        _starter = new SignalStarter(_store, signals.Modes);
        _facts = new FactIntake(_host, _store) { Stored = _starter.Stored, Wanted = TellAll };
        _timetable = new SlowTimetable(_host, _time.GetUtcNow(), timers ?? SlowTimers.All);
        Intake = new SignalIntake(signals, activities.SignalStore ?? _store, _time) { Answered = Answered };
    }

    /// <summary>Where alerts come in.</summary>
    public SignalIntake Intake { get; }

    public IWorkflowHost Host => _host;

    /// <summary>Where signals are.</summary>
    public IStateStore Store => _store;

    /// <summary>What keeps it from going on, for a person; empty while all is well.</summary>
    public IReadOnlyList<string> Problems => _problem is { } problem ? [.. _host.Problems, problem] : _host.Problems;

    /// <summary>When a timer is next due, of a workflow or of the timetable: for moving a told time there.</summary>
    public DateTimeOffset NextDue => _host.NextTimerAt is { } timer && timer < _timetable.Next ? timer : _timetable.Next;

    /// <summary>Listens from now on; nothing is done yet.</summary>
    public void Open() => _subscription ??= _bus.Subscribe(Hub.Facts, Group, TakeAsync);

    /// <summary>Goes by the clock from now on, until it is disposed.</summary>
    public void Start()
    {
        _host.Run();
        Open();
        _running = Task.Run(RunAsync);
    }

    /// <summary>What waits outside the workflows: signals that have not begun, timers of the timetable, what is to be told.</summary>
    /// <exception cref="IOException">The store or the bus does not answer: the same again later.</exception>
    public async Task TurnAsync(CancellationToken cancellation)
    {
        await _starter.BeginAsync(_host, cancellation);
        await _timetable.BeginDueAsync(_time.GetUtcNow(), cancellation);
        await _teller.TellAsync(_host, cancellation);
        await TellCountsAsync(cancellation);
    }

    /// <summary>In told time: turns, and what the workflows do, until neither has anything left.</summary>
    public async Task RunUntilIdleAsync(CancellationToken cancellation)
    {
        do
        {
            await TurnAsync(cancellation);
            await _host.RunUntilIdleAsync();
        }
        while (_starter.HasWork || _teller.HasNews || _timetable.Next <= _time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_subscription is not null)
            await _subscription.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _host.DisposeAsync();
        _stopping.Dispose();
    }

    private void Answered(IntakeAnswer answer)
    {
        _tally.Count(answer);
        if (answer is { Status: 200, IsDuplicate: false, Signal: { } signal })
            _starter.Stored(signal);
        Wake();
    }

    private void TellAll()
    {
        _teller.TellAll();
        _tally.TellAgain();
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is to wake anyway.
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var wait = Retry;
            try
            {
                await TurnAsync(_stopping.Token);
                _problem = null;
                var due = _timetable.Next - _time.GetUtcNow();
                wait = _tally.HasNews && due > CountsEvery ? CountsEvery : due > TimeSpan.Zero ? due : TimeSpan.Zero;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The store is full or the bus is away: what waits is still there.
                _problem = $"The slow side cannot go on, and it is tried again: {e.Message}";
                await Task.Delay(Retry, _time, _stopping.Token);
                continue;
            }

            using var timer = new CancellationTokenSource(wait < SlowTimetable.LongestWait ? wait : SlowTimetable.LongestWait, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, _stopping.Token);
            try
            {
                await _wake.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                // It is time, or the end.
            }
        }
    }

    private async Task TakeAsync(Envelope message, CancellationToken cancellation)
    {
        if (await _facts.TakeAsync(message, cancellation))
            Wake();
    }

    private async Task TellCountsAsync(CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        if (!_tally.HasNews || now - _countsTold < CountsEvery)
            return;
        _countsTold = now;
        var told = _tally.Tell(now);
        await _bus.SendAsync(Hub.Facts, MessageCodec.Wrap(told, $"signals:{now.UtcTicks}", "signals"), cancellation);
    }
}

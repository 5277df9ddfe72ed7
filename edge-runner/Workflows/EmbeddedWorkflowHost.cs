using System.Collections.Concurrent;
using System.Data.Common;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>
/// Runs workflows in this process, durably: whatever happens to one is stored with what its code decides upon it, in one transaction,
/// before anything of that is done; begun anew it goes on from there, and what was under way is done again under the same key. One
/// host a database. Driven in one of two ways: <see cref="Run"/> goes by the clock, with activities beside each other; without it
/// nothing happens but within a call, and <see cref="RunUntilIdleAsync"/> does what is due, one after the other on one thread, the same
/// in every run.
/// </summary>
public sealed class EmbeddedWorkflowHost : IWorkflowHost, IAsyncDisposable
{
    /// <summary>Further than this no timer of the clock is set; it is looked again then.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<HostMessage> _inbox = new();
    private readonly DueTimers _timers = new();
    private readonly ChildWaits _waiting = new();
    private readonly WorkflowHostOptions _options;
    private readonly WorkflowTable _workflows;
    private readonly ActivityRunner _activities;
    private readonly BackgroundPump _pump;
    private readonly TimeProvider _time;
    private readonly WorkflowJournal _journal;
    private readonly WorkflowDesk _desk;
    private readonly Action<string, Turn>? _onTurn;
    private DateTimeOffset _nextPurge = DateTimeOffset.MinValue;
    private ITimer? _clock;
    private Exception? _broken;
    private volatile string? _storageProblem;
    private volatile bool _isStopped;

    /// <exception cref="IOException">The database is of another version.</exception>
    public EmbeddedWorkflowHost(WorkflowHostOptions options, WorkflowTable workflows, ActivityTable activities, TimeProvider time)
        : this(options, workflows, activities, time, options.OnMoment, onTurn: null)
    {
    }

    /// <param name="onMoment">For tests: called around each commit; what it throws ends the host as a pulled plug would.</param>
    /// <param name="onTurn">For tests: called with each turn that was stored.</param>
    internal EmbeddedWorkflowHost(
        WorkflowHostOptions options,
        WorkflowTable workflows,
        ActivityTable activities,
        TimeProvider time,
        Action<JournalMoment>? onMoment,
        Action<string, Turn>? onTurn)
    {
        (_options, _workflows, _time, _onTurn) = (options, workflows, time, onTurn);
        _activities = new ActivityRunner(activities, Post, () => _broken is not null);
        _pump = new BackgroundPump(Pump);
        _journal = new WorkflowJournal(options.DatabasePath, options.Safety, onMoment);
        _desk = new WorkflowDesk(workflows, _journal, (id, why) => Post(new HostMessage.Break(id, why)));
        try
        {
            _journal.Begin();
            var effects = _desk.Open();
            _journal.Commit();
            Do(effects);
        }
        catch
        {
            _journal.Dispose();
            throw;
        }
    }

    /// <summary>What keeps workflows from going on, for a person; empty while all is well.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _desk.Unknown.Select(name => $"Instances of the workflow {name} stand still: this program does not have it."),
                    .. new[] { _storageProblem, _broken is null ? null : $"The workflow host has stopped: {_broken.Message}" }.OfType<string>(),
                ];
            }
        }
    }

    /// <summary>When the next timer is due; null where there is none. For moving a told time there.</summary>
    public DateTimeOffset? NextTimerAt
    {
        get
        {
            lock (_gate)
                return _timers.Next;
        }
    }

    /// <summary>From now on it goes by the clock, until <see cref="StopAsync"/>.</summary>
    public void Run()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            if (_clock is not null)
                return;
            _clock = _time.CreateTimer(_ => Kick(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _activities.GoByTheClock();
        }

        Kick();
    }

    /// <summary>
    /// Does everything that is due, activities among it, and returns when nothing is. One after the other: an activity that waits for
    /// the told time to move would wait for ever, so simulated ones answer or throw.
    /// </summary>
    /// <exception cref="InvalidOperationException">It goes by the clock.</exception>
    public async Task RunUntilIdleAsync()
    {
        if (_clock is not null)
            throw new InvalidOperationException("The host goes by the clock.");
        do
            Pump();
        while (await _activities.TryCarryOutNextAsync());
    }

    public Task<bool> StartAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation)
    {
        var entry = _workflows.Find(workflow.Name)
            ?? throw new InvalidOperationException($"The host does not have the workflow {workflow.Name}.");
        return AskAsync(answer => new HostMessage.Begin(instanceId, entry, WorkflowJson.Write(input)) { Answer = answer }, cancellation);
    }

    public Task<bool> RaiseAsync<T>(string instanceId, string eventName, T value, CancellationToken cancellation)
        => AskAsync(answer => new HostMessage.Raise(instanceId, eventName, WorkflowJson.Write(value)) { Answer = answer }, cancellation);

    public Task<WorkflowView?> FindAsync(string instanceId, CancellationToken cancellation)
        => ReadAsync(() => _journal.Find(instanceId), cancellation);

    public Task<IReadOnlyList<WorkflowView>> ListAsync(int most, CancellationToken cancellation)
        => ReadAsync(() => _journal.List(most), cancellation);

    /// <summary>
    /// Activities under way are asked to stop and waited for; what they still answer is stored, and nothing new is begun. What is not
    /// done by then is done again after the next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_isStopped)
            return;
        await _activities.StopAsync();
        try
        {
            await _activities.WhenDone().WaitAsync(cancellation);
            if (_broken is null)
                await AskAsync(answer => new HostMessage.Flush { Answer = answer }, cancellation);
        }
        catch (Exception e) when (e is OperationCanceledException or DbException or IOException)
        {
            // What could not be waited for or stored is done again after the next start.
        }

        lock (_gate)
        {
            _isStopped = true;
            _clock?.Dispose();
            _journal.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _activities.Dispose();
    }

    /// <summary>By the clock: until nothing is under way and nothing waits but for time and events.</summary>
    internal async Task WhenIdleAsync()
    {
        while (true)
        {
            await AskAsync(answer => new HostMessage.Flush { Answer = answer }, CancellationToken.None);
            lock (_gate)
            {
                if (_inbox.IsEmpty && _activities.IsIdle && !(_timers.Next <= _time.GetUtcNow()))
                    return;
            }

            await _activities.WhenDone();
        }
    }

    internal IReadOnlyList<HistoryEntry> HistoryOf(string instanceId)
    {
        lock (_gate)
            return _journal.History(instanceId);
    }

    private Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            return Task.FromResult(read());
        }
    }

    private async Task<bool> AskAsync(Func<TaskCompletionSource<bool>, HostMessage> message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isStopped, this);
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(message(answer));
        return await answer.Task.WaitAsync(cancellation);
    }

    private void Post(HostMessage message)
    {
        _inbox.Enqueue(message);
        Kick();
    }

    /// <summary>By the clock one pump runs somewhere; else it runs here, unless this is within one.</summary>
    private void Kick()
    {
        if (_clock is null)
        {
            if (!_gate.IsHeldByCurrentThread)
                Pump();
        }
        else
        {
            _pump.Want();
        }
    }

    private void Pump()
    {
        lock (_gate)
        {
            while (!_isStopped)
            {
                var now = _time.GetUtcNow();
                var batch = NextBatch(now);
                if (batch.Count == 0 || !TryTake(batch, now))
                    break;
            }

            if (_isStopped)
            {
                while (_inbox.TryDequeue(out var late))
                    late.Answer?.SetException(new ObjectDisposedException(nameof(EmbeddedWorkflowHost)));
                return;
            }

            Purge(_time.GetUtcNow());
            SetClock();
        }
    }

    private List<HostMessage> NextBatch(DateTimeOffset now)
    {
        var batch = new List<HostMessage>();
        while (batch.Count < _options.MostPerCommit && _inbox.TryDequeue(out var message))
            batch.Add(message);
        while (batch.Count < _options.MostPerCommit && _broken is null && _timers.Take(now) is var (instanceId, number))
            batch.Add(new HostMessage.Happened(instanceId, HistoryKind.TimerFired, number, 0, "", ""));
        return batch;
    }

    /// <summary>Stores it and what comes of it, and then does that. False where it could not be stored, and is tried again later.</summary>
    private bool TryTake(List<HostMessage> batch, DateTimeOffset now)
    {
        IReadOnlyList<HostEffect> effects;
        try
        {
            if (_broken is not null)
                throw new InvalidOperationException($"The workflow host has stopped: {_broken.Message}", _broken);
            _journal.Begin();
            effects = _desk.Take(batch, now);
            _journal.Commit();
            _storageProblem = null;
        }
        catch (Exception e)
        {
            _journal.Rollback();
            _desk.Forget();
            foreach (var message in batch)
                message.Answer?.SetException(e);
            if (e is not (DbException or IOException))
            {
                _broken ??= e;
                throw;
            }

            // What came in meanwhile is behind these.
            var again = batch.Where(message => message.Answer is null).ToList();
            while (_inbox.TryDequeue(out var later))
                again.Add(later);
            foreach (var message in again)
                _inbox.Enqueue(message);
            _storageProblem = $"Workflows cannot be stored, and it is tried again: {e.Message}";
            if (_clock is null)
                throw;
            return false;
        }

        Do(effects);
        return true;
    }

    private void Do(IReadOnlyList<HostEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case HostEffect.CarryOut(var id, var decision):
                    CarryOut(id, decision);
                    break;
                case HostEffect.ForgetTimer(var id, var number):
                    _timers.Remove(id, number);
                    break;
                case HostEffect.Register(var child, var id, var number):
                    _waiting.Add(child, id, number);
                    break;
                case HostEffect.Ended(var view):
                    foreach (var message in _waiting.End(view))
                        _inbox.Enqueue(message);
                    break;
                case HostEffect.Reply(var to, var value):
                    to.SetResult(value);
                    break;
                case HostEffect.Refuse(var to, var why):
                    to.SetException(new InvalidOperationException(why));
                    break;
                case HostEffect.Took(var id, var turn):
                    _onTurn?.Invoke(id, turn);
                    _options.Changed?.Invoke(id);
                    if (_options.ReplaysEveryTurn)
                        _desk.Forget(id);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(effects), effect, "It is no effect.");
            }
        }
    }

    private void CarryOut(string instanceId, HistoryEntry decision)
    {
        switch (decision.Kind)
        {
            case HistoryKind.ActivityScheduled:
                _activities.Schedule(instanceId, decision);
                break;
            case HistoryKind.TimerCreated:
                _timers.Add(instanceId, decision.Number, WorkflowJson.Read<DateTimeOffset>(decision.Data));
                break;
            case HistoryKind.TimerCancelled:
                _timers.Remove(instanceId, decision.Number);
                break;
            case HistoryKind.ChildStarted:
                _inbox.Enqueue(new HostMessage.AwaitChild(instanceId, decision));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(decision), decision.Kind, "There is nothing to carry out.");
        }
    }

    private void Purge(DateTimeOffset now)
    {
        if (now < _nextPurge || _broken is not null || _storageProblem is not null)
            return;
        _nextPurge = now.AddDays(1);
        try
        {
            _journal.Begin();
            _journal.Purge(now - _options.KeepHistory);
            _journal.Commit();
        }
        catch (DbException)
        {
            // Tomorrow again: nothing depends on it.
            _journal.Rollback();
        }
        catch (Exception e)
        {
            _broken ??= e;
            throw;
        }
    }

    private void SetClock()
    {
        if (_clock is null)
            return;
        var wait = (_timers.Next - _time.GetUtcNow()) ?? LongestTimer;
        if (_storageProblem is not null)
            wait = StorageRetry;
        _clock.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestTimer ? LongestTimer : wait, Timeout.InfiniteTimeSpan);
    }
}

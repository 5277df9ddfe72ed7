using System.Globalization;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>
/// One run of an instance: its code, as far as its history has brought it. What happened is given to it one by one, and each time it
/// says what it decides. Nothing in here touches the world, so the same history comes to the same decisions. One thread at a time.
/// </summary>
public sealed class WorkflowRun : IWorkflowContext
{
    private const string ForeignSentence =
        "The workflow awaits something that its context did not give it, which no replay could do again.";

    private readonly WorkflowEntry _workflow;
    private readonly TurnScheduler _scheduler;
    private readonly List<HistoryEntry> _decisions = [];
    private readonly SortedDictionary<int, PendingStep> _calls = [];
    private readonly SortedDictionary<int, PendingStep> _timers = [];
    private readonly SortedDictionary<int, PendingStep> _children = [];
    private readonly List<EventWaiter> _waiters = [];
    private readonly List<UntakenEvent> _untaken = [];
    private Task<string>? _main;
    private WorkflowStatus? _status;
    private string? _next;
    private int _callCount;
    private int _timerCount;
    private int _childCount;
    private int _idCount;

    /// <param name="workflow">Its code.</param>
    /// <param name="instanceId">Whose run.</param>
    /// <param name="onForeign">Told, on any thread and between turns, when the code has awaited something foreign.</param>
    public WorkflowRun(WorkflowEntry workflow, string instanceId, Action<string> onForeign)
    {
        _workflow = workflow;
        InstanceId = instanceId;
        _scheduler = new TurnScheduler(() => onForeign(ForeignSentence));
    }

    public string InstanceId { get; }

    public int Version { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public bool IsReplaying { get; private set; }

    /// <summary>It has decided to end, one way or another.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What it has decided and what has not come back yet, in the order of their numbers: calls, timers, sub-workflows.</summary>
    public IEnumerable<HistoryEntry> Pending => _calls.Values.Concat(_timers.Values).Concat(_children.Values).Select(step => step.Decision);

    /// <summary>Goes through a turn again.</summary>
    /// <exception cref="NonDeterminismException">The code decides otherwise than it did.</exception>
    public Turn Replay(Turn recorded)
    {
        IsReplaying = true;
        var turn = Take(recorded.Happening);
        IsReplaying = false;
        RecordedDecisions.Demand(recorded, turn);
        return turn;
    }

    /// <summary>Gives it the next thing that happens; null, and nothing changed, where it waits for no such thing any more.</summary>
    public Turn? Deliver(HistoryEntry happening) => !HasEnded && Awaits(happening) ? Take(happening) : null;

    /// <summary>Ends it from outside, for what its code must not do.</summary>
    public Turn Break(HistoryEntry happening, string why)
    {
        _decisions.Clear();
        return End(happening, HistoryKind.Failed, why);
    }

    public Guid NewId()
    {
        Enter();
        return InstanceIds.Of(InstanceId, ++_idCount);
    }

    public async Task<TOut> CallAsync<TIn, TOut>(Activity<TIn, TOut> activity, TIn input, RetryPolicy? retry = null)
    {
        Enter();
        var policy = retry ?? RetryPolicy.None;
        var call = ++_callCount;
        var json = WorkflowJson.Write(input);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await Decide(_calls, new HistoryEntry(HistoryKind.ActivityScheduled, call, attempt, activity.Name, json, Now));
            if (answer.Kind == HistoryKind.ActivityCompleted)
                return WorkflowJson.Read<TOut>(answer.Data);
            var failure = WorkflowJson.Read<ActivityFailure>(answer.Data);
            if (failure.IsFinal || attempt >= policy.Attempts)
                throw new ActivityFailedException(activity.Name, answer.Name, failure.Message);
            if (policy.WaitAfter(attempt) is var wait && wait > TimeSpan.Zero)
                await SetTimer(string.Create(CultureInfo.InvariantCulture, $"retry of call {call}"), Now + wait).Task;
        }
    }

    public async Task<TOut> RunAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input)
    {
        Enter();
        if (string.Equals(instanceId, InstanceId, StringComparison.Ordinal))
            throw new ArgumentException($"{InstanceId} would wait for itself.", nameof(instanceId));
        var start = WorkflowJson.Write(new ChildStart(instanceId, WorkflowJson.Write(input)));
        var answer = await Decide(_children, new HistoryEntry(HistoryKind.ChildStarted, ++_childCount, 0, workflow.Name, start, Now));
        return answer.Kind == HistoryKind.ChildCompleted
            ? WorkflowJson.Read<TOut>(answer.Data)
            : throw new WorkflowFailedException(instanceId, answer.Data);
    }

    public Task SleepUntilAsync(DateTimeOffset time)
    {
        Enter();
        return time <= Now ? Task.CompletedTask : SetTimer("sleep", time).Task;
    }

    public async Task<Received<T>> WaitAsync<T>(string name, TimeSpan atMost)
    {
        Enter();
        if (_untaken.FindIndex(came => string.Equals(came.Name, name, StringComparison.Ordinal)) is var at && at >= 0)
        {
            var came = _untaken[at];
            _untaken.RemoveAt(at);
            return new Received<T>(Came: true, WorkflowJson.Read<T>(came.Value));
        }

        if (atMost <= TimeSpan.Zero)
            return default;
        var timer = SetTimer($"wait for {name}", Now + atMost);
        _waiters.Add(new EventWaiter(name, timer));
        var answer = await timer.Task;
        return answer.Kind == HistoryKind.EventReceived ? new Received<T>(Came: true, WorkflowJson.Read<T>(answer.Data)) : default;
    }

    public void SetStatus(WorkflowStatus status)
    {
        Enter();
        _status = status;
    }

    public void ContinueAsNew<TIn>(TIn input)
    {
        Enter();
        _next = WorkflowJson.Write(input);
    }

    private Turn Take(HistoryEntry happening)
    {
        _decisions.Clear();
        Now = happening.Time;
        try
        {
            _scheduler.Take(() => Apply(happening));
        }
        catch (Exception e)
        {
            // Out of an async void, or of a history that cannot be read: its own failure, and no other instance's.
            return End(happening, HistoryKind.Failed, Say(e));
        }

        if (_scheduler.HasForeign)
            return End(happening, HistoryKind.Failed, ForeignSentence);
        if (_main is not { IsCompleted: true } main)
        {
            return _calls.Count + _timers.Count + _children.Count > 0
                ? new Turn(happening, [.. _decisions], _status)
                : End(happening, HistoryKind.Failed, ForeignSentence);
        }

        if (!main.IsCompletedSuccessfully)
        {
            return End(happening, HistoryKind.Failed, Say(main.Exception?.InnerException ?? new TaskCanceledException(main)));
        }

        return _next is null
            ? End(happening, HistoryKind.Completed, main.Result)
            : End(happening, HistoryKind.ContinuedAsNew, WorkflowJson.Write(new RunStart(Version, _next, _callCount, _idCount, _untaken)));
    }

    private static string Say(Exception cause) => $"{cause.GetType().Name}: {cause.Message}";

    private Turn End(HistoryEntry happening, HistoryKind kind, string data)
    {
        HasEnded = true;
        _decisions.Add(new HistoryEntry(kind, 0, 0, "", data, happening.Time));
        return new Turn(happening, [.. _decisions], _status);
    }

    private bool Awaits(HistoryEntry happening) => happening.Kind switch
    {
        HistoryKind.Started => _main is null,
        HistoryKind.ActivityCompleted or HistoryKind.ActivityFailed
            => _calls.TryGetValue(happening.Number, out var call) && call.Decision.Attempt == happening.Attempt,
        HistoryKind.TimerFired => _timers.ContainsKey(happening.Number),
        HistoryKind.ChildCompleted or HistoryKind.ChildFailed => _children.ContainsKey(happening.Number),
        HistoryKind.EventReceived => _main is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(happening), happening.Kind, "It is no happening."),
    };

    private void Apply(HistoryEntry happening)
    {
        if (!Awaits(happening))
            return;
        switch (happening.Kind)
        {
            case HistoryKind.Started:
                Begin(WorkflowJson.Read<RunStart>(happening.Data));
                break;
            case HistoryKind.ActivityCompleted or HistoryKind.ActivityFailed:
                Resolve(_calls, happening.Number, happening);
                break;
            case HistoryKind.ChildCompleted or HistoryKind.ChildFailed:
                Resolve(_children, happening.Number, happening);
                break;
            case HistoryKind.TimerFired:
                _waiters.RemoveAll(waiter => waiter.Timer.Decision.Number == happening.Number);
                Resolve(_timers, happening.Number, happening);
                break;
            default:
                Receive(happening);
                break;
        }
    }

    private void Begin(RunStart start)
    {
        Version = start.Version;
        _callCount = start.Calls;
        _idCount = start.Ids;
        _untaken.AddRange(start.Events);
        _main = RunMainAsync(start.Input);
    }

    /// <summary>What the code throws before its first await is a failure like any other.</summary>
    private async Task<string> RunMainAsync(string input) => await _workflow.RunAsync(this, input);

    private void Receive(HistoryEntry happening)
    {
        if (_waiters.FindIndex(waiter => string.Equals(waiter.Name, happening.Name, StringComparison.Ordinal)) is var at && at < 0)
        {
            _untaken.Add(new UntakenEvent(happening.Name, happening.Data));
            return;
        }

        var timer = _waiters[at].Timer.Decision;
        _waiters.RemoveAt(at);
        _decisions.Add(new HistoryEntry(HistoryKind.TimerCancelled, timer.Number, 0, timer.Name, "", Now));
        Resolve(_timers, timer.Number, happening);
    }

    private PendingStep SetTimer(string purpose, DateTimeOffset due)
    {
        var created = new HistoryEntry(HistoryKind.TimerCreated, ++_timerCount, 0, purpose, WorkflowJson.Write(due.ToUniversalTime()), Now);
        var timer = new PendingStep(created);
        _decisions.Add(created);
        _timers.Add(created.Number, timer);
        return timer;
    }

    private Task<HistoryEntry> Decide(SortedDictionary<int, PendingStep> pending, HistoryEntry decision)
    {
        var step = new PendingStep(decision);
        _decisions.Add(decision);
        pending.Add(decision.Number, step);
        return step.Task;
    }

    private static void Resolve(SortedDictionary<int, PendingStep> pending, int number, HistoryEntry answer)
    {
        pending.Remove(number, out var step);
        step!.Resolve(answer);
    }

    private void Enter()
    {
        if (!_scheduler.IsInTurn)
        {
            _scheduler.Foreign();
            throw new InvalidOperationException(ForeignSentence);
        }

        if (_next is not null)
            throw new InvalidOperationException("Nothing may follow the decision to continue as new.");
    }

    private sealed record EventWaiter(string Name, PendingStep Timer);
}

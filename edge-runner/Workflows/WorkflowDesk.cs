using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>
/// Takes messages to instances and writes what comes of them, within the transaction that its caller holds. It touches nothing else:
/// what is to be done is said, and done once it is stored. Where the transaction fails, <see cref="Forget"/> makes it read the
/// instances anew.
/// </summary>
/// <param name="workflows">The code.</param>
/// <param name="journal">Where it is kept.</param>
/// <param name="onForeign">Told, on any thread, of an instance that did what no workflow may do.</param>
internal sealed class WorkflowDesk(WorkflowTable workflows, WorkflowJournal journal, Action<string, string> onForeign)
{
    /// <summary>More runs in one turn are a circle without a wait.</summary>
    private const int MostRunsPerTurn = 100;

    private readonly Dictionary<string, WorkflowInstance> _instances = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private List<HostEffect> _effects = [];

    /// <summary>Workflows that instances run and this program does not have; they stand still.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Reads what runs; what it waits for is among the effects.</summary>
    public IReadOnlyList<HostEffect> Open()
    {
        _effects = [];
        foreach (var view in journal.Running())
        {
            if (Load(view, view.ChangedAt) is not { } instance)
                continue;
            foreach (var decision in instance.Run.Pending)
                _effects.Add(new HostEffect.CarryOut(view.InstanceId, decision));
        }

        return _effects;
    }

    /// <summary>What is in memory of them may be ahead of what is stored.</summary>
    public void Forget() => _instances.Clear();

    public void Forget(string instanceId) => _instances.Remove(instanceId);

    public IReadOnlyList<HostEffect> Take(IReadOnlyList<HostMessage> messages, DateTimeOffset now)
    {
        _effects = [];
        foreach (var message in messages)
            Take(message, now);
        return _effects;
    }

    private void Take(HostMessage message, DateTimeOffset now)
    {
        var done = message switch
        {
            HostMessage.Begin(var id, var workflow, var input) => TryBegin(id, workflow, input, now),
            HostMessage.Raise(var id, var name, var value) => TryDeliver(id, new HistoryEntry(HistoryKind.EventReceived, 0, 0, name, value, now)),
            HostMessage.Happened happened => TryDeliver(
                happened.InstanceId,
                new HistoryEntry(happened.Kind, happened.Number, happened.Attempt, happened.Name, happened.Data, now)),
            HostMessage.AwaitChild(var id, var decision) => TryAwaitChild(id, decision, now),
            HostMessage.Break(var id, var why) => TryBreak(id, why, now),
            HostMessage.Flush => true,
            _ => throw new ArgumentOutOfRangeException(nameof(message), message, "It is no message."),
        };
        if (message.Answer is not { } answer)
            return;
        if (!done && message is HostMessage.Raise(var to, _, _) && journal.Find(to) is { State: WorkflowState.Running } view)
            _effects.Add(new HostEffect.Refuse(answer, $"{to} is a {view.Workflow}, which this program does not have; it stands still."));
        else
            _effects.Add(new HostEffect.Reply(answer, done));
    }

    private bool TryBegin(string id, WorkflowEntry workflow, string input, DateTimeOffset now)
    {
        if (journal.Find(id) is not null)
            return false;
        var view = new WorkflowView(id, workflow.Name, workflow.Version, WorkflowState.Running, now, now, Status: null, Result: null, Failure: null) { Input = input };
        journal.Insert(view);
        var instance = new WorkflowInstance(workflow, view, NewRun(workflow, id), length: 0);
        _instances[id] = instance;
        var start = WorkflowJson.Write(new RunStart(workflow.Version, input, Calls: 0, Ids: 0, []));
        Store(instance, instance.Run.Deliver(new HistoryEntry(HistoryKind.Started, 0, 0, workflow.Name, start, now))!);
        return true;
    }

    private bool TryDeliver(string id, HistoryEntry happening)
    {
        if (Find(id, happening.Time) is not { } instance)
            return false;
        if (instance.Run.Deliver(happening with { Time = NotBefore(instance, happening.Time) }) is not { } turn)
            return false;
        Store(instance, turn);
        return true;
    }

    private bool TryBreak(string id, string why, DateTimeOffset now)
    {
        if (Find(id, now) is not { } instance)
            return false;
        Fail(instance.View, why, NotBefore(instance, now), instance.Run.Pending);
        return true;
    }

    private bool TryAwaitChild(string id, HistoryEntry decision, DateTimeOffset now)
    {
        var child = WorkflowJson.Read<ChildStart>(decision.Data);
        if (workflows.Find(decision.Name) is not { } workflow)
            return TryDeliver(id, new HistoryEntry(HistoryKind.ChildFailed, decision.Number, 0, "", $"There is no workflow {decision.Name} here.", now));
        TryBegin(child.InstanceId, workflow, child.Input, now);
        var view = journal.Find(child.InstanceId)!;
        if (!string.Equals(view.Workflow, decision.Name, StringComparison.Ordinal))
        {
            var why = $"The instance of that id is a {view.Workflow}, no {decision.Name}.";
            return TryDeliver(id, new HistoryEntry(HistoryKind.ChildFailed, decision.Number, 0, "", why, now));
        }

        _effects.Add(new HostEffect.Register(child.InstanceId, id, decision.Number));
        if (view.State != WorkflowState.Running)
            _effects.Add(new HostEffect.Ended(view));
        return true;
    }

    /// <summary>Time never runs backwards within an instance, whatever somebody does to the clock.</summary>
    private static DateTimeOffset NotBefore(WorkflowInstance instance, DateTimeOffset time)
        => time > instance.View.ChangedAt ? time : instance.View.ChangedAt;

    private WorkflowInstance? Find(string id, DateTimeOffset now)
        => _instances.TryGetValue(id, out var instance) ? instance
            : journal.Find(id) is { State: WorkflowState.Running } view ? Load(view, now)
            : null;

    /// <summary>Goes through its history again; null where it cannot go on, which is stored.</summary>
    private WorkflowInstance? Load(WorkflowView view, DateTimeOffset now)
    {
        if (workflows.Find(view.Workflow) is not { } workflow)
        {
            _unknown.Add(view.Workflow);
            return null;
        }

        var run = NewRun(workflow, view.InstanceId);
        var history = journal.History(view.InstanceId);
        try
        {
            foreach (var turn in Turn.Of(history))
                run.Replay(turn);
        }
        catch (Exception e) when (e is NonDeterminismException or JsonException)
        {
            Fail(view, e.Message, now > view.ChangedAt ? now : view.ChangedAt, [.. history.Where(entry => entry.Kind == HistoryKind.TimerCreated)]);
            return null;
        }

        var instance = new WorkflowInstance(workflow, view, run, history.Count);
        _instances[view.InstanceId] = instance;
        return instance;
    }

    private WorkflowRun NewRun(WorkflowEntry workflow, string id) => new(workflow, id, why => onForeign(id, why));

    /// <summary>Ends it without a turn; its history stays as it is, to be looked into.</summary>
    private void Fail(WorkflowView view, string why, DateTimeOffset now, IEnumerable<HistoryEntry> pending)
    {
        var failed = view with { State = WorkflowState.Failed, Failure = why, ChangedAt = now };
        journal.Update(failed);
        ForgetTimers(view.InstanceId, pending);
        _instances.Remove(view.InstanceId);
        _effects.Add(new HostEffect.Ended(failed));
    }

    private void Store(WorkflowInstance instance, Turn turn)
    {
        var id = instance.View.InstanceId;
        for (var runs = 1; ; runs++)
        {
            Write(instance, turn);
            if (turn.End is not { } end)
                break;
            // Those that it cancelled in its last turn are pending no more, and still set.
            ForgetTimers(id, instance.Run.Pending.Concat(turn.Decisions));
            if (end.Kind != HistoryKind.ContinuedAsNew)
            {
                _instances.Remove(id);
                _effects.Add(new HostEffect.Ended(instance.View));
                return;
            }

            journal.CutHistory(id);
            instance.Length = 0;
            instance.Run = NewRun(instance.Workflow, id);
            var start = new HistoryEntry(HistoryKind.Started, 0, 0, instance.Workflow.Name, end.Data, end.Time);
            turn = runs < MostRunsPerTurn
                ? instance.Run.Deliver(start)!
                : instance.Run.Break(start, $"It continued as new {MostRunsPerTurn} times without waiting for anything.");
        }

        foreach (var decision in turn.Decisions)
            _effects.Add(new HostEffect.CarryOut(id, decision));
    }

    private void Write(WorkflowInstance instance, Turn turn)
    {
        var id = instance.View.InstanceId;
        journal.Append(id, ++instance.Length, turn.Happening);
        foreach (var decision in turn.Decisions)
            journal.Append(id, ++instance.Length, decision);
        instance.View = instance.View with
        {
            ChangedAt = turn.Happening.Time,
            Status = turn.Status ?? instance.View.Status,
            State = turn.End?.Kind switch
            {
                HistoryKind.Completed => WorkflowState.Completed,
                HistoryKind.Failed => WorkflowState.Failed,
                _ => WorkflowState.Running,
            },
            Result = turn.End is { Kind: HistoryKind.Completed, Data: var result } ? result : null,
            Failure = turn.End is { Kind: HistoryKind.Failed, Data: var why } ? why : null,
        };
        journal.Update(instance.View);
        _effects.Add(new HostEffect.Took(id, turn));
    }

    private void ForgetTimers(string id, IEnumerable<HistoryEntry> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision.Kind is HistoryKind.TimerCreated or HistoryKind.TimerCancelled)
                _effects.Add(new HostEffect.ForgetTimer(id, decision.Number));
        }
    }
}

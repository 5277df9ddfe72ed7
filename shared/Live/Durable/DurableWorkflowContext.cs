using System.Text.Json;
using Arbit.Workflows;
using Arbit.Workflows.Register;
using Microsoft.DurableTask;
using RetryPolicy = Arbit.Workflows.RetryPolicy;

namespace Arbit.Live.Durable;

/// <summary>
/// What a workflow may touch, on Durable. The retries, the events and the sub-workflows are ours, so that they are on every backend what
/// they are in the embedded host.
/// </summary>
public sealed class DurableWorkflowContext : IWorkflowContext
{
    /// <summary>More text than a backend keeps of a status (16 KB there): its table is left away.</summary>
    private const int MostStatusText = 8_000;

    /// <summary>Should nobody tell of an end (an instance that was terminated by hand), it is looked for so often.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromHours(6);

    private static readonly TaskRetryOptions Lasting = new(new Microsoft.DurableTask.RetryPolicy(
        RetryPolicy.Lasting.Attempts, RetryPolicy.Lasting.First, RetryPolicy.Lasting.Factor, RetryPolicy.Lasting.Longest));

    private readonly TaskOrchestrationContext _durable;
    private readonly MailBox _mail;
    private readonly DurableStart _start;
    private readonly Action<string>? _changed;
    private DateTimeOffset _now;
    private int _callCount;
    private int _idCount;
    private bool _hasWaited;
    private bool _hasEnded;
    private WorkflowStatus? _status;
    private string? _next;

    internal DurableWorkflowContext(TaskOrchestrationContext durable, DurableStart start, Action<string>? changed)
    {
        (_durable, _start, _changed, _callCount, _idCount) = (durable, start, changed, start.Calls, start.Ids);
        _mail = new MailBox(start.Events, start.Received);
        Changed();
        // A new run of the worker knows nothing of what the one before said.
        if (start.Status is not null)
            Show(WorkflowJson.Read<WorkflowStatus>(start.Status));
        _ = ReceiveAsync();
    }

    public string InstanceId => _durable.InstanceId;

    public int Version => _start.Version;

    public DateTimeOffset Now
    {
        get
        {
            // Turns are taken by machines whose clocks differ: time never runs backwards within a run.
            var now = new DateTimeOffset(DateTime.SpecifyKind(_durable.CurrentUtcDateTime, DateTimeKind.Utc));
            return _now = now > _now ? now : _now;
        }
    }

    public bool IsReplaying => _durable.IsReplaying;

    /// <summary>What the next run begins with, where the workflow has decided that there is one.</summary>
    internal DurableStart? Next => _next is null ? null : _start with
    {
        Input = _next,
        Calls = _callCount,
        Ids = _idCount,
        Events = _mail.Untaken,
        Received = _mail.Received,
        Status = _status is null ? null : WorkflowJson.Write(_status),
        RunsWithoutWait = _hasWaited ? 0 : _start.RunsWithoutWait + 1,
    };

    public Guid NewId()
    {
        Enter();
        return InstanceIds.Of(InstanceId, ++_idCount);
    }

    public async Task<TOut> CallAsync<TIn, TOut>(Activity<TIn, TOut> activity, TIn input, RetryPolicy? retry = null)
    {
        Enter();
        var policy = retry ?? RetryPolicy.None;
        var step = ++_callCount;
        var json = WorkflowJson.Write(input);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await AttemptAsync(new DurableCall(InstanceId, activity.Name, step, attempt, json));
            if (answer.Kind is null)
                return WorkflowJson.Read<TOut>(answer.Result!);
            if (answer.IsFinal || attempt >= policy.Attempts)
                throw new ActivityFailedException(activity.Name, answer.Kind, answer.Message ?? "");
            if (policy.WaitAfter(attempt) is var wait && wait > TimeSpan.Zero)
                await WaitUntilAsync(Now + wait);
        }
    }

    public async Task<TOut> RunAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input)
    {
        Enter();
        if (string.Equals(instanceId, InstanceId, StringComparison.Ordinal))
            throw new ArgumentException($"{InstanceId} would wait for itself.", nameof(instanceId));
        var ask = new DurableAwait(instanceId, workflow.Name, WorkflowJson.Write(input), InstanceId);
        string? told;
        do
        {
            told = await HostAsync<string?>(DurableNames.AwaitWorkflow, ask, workflow.Name)
                ?? _mail.Take(MailKind.Ended, instanceId)
                ?? await WaitAsync(new DurableWait(MailKind.Ended, instanceId), Now + LookAgainAfter);
        }
        while (told is null);
        var end = WorkflowJson.Read<RegisteredEnd>(told);
        return end.State == WorkflowState.Completed
            ? WorkflowJson.Read<TOut>(end.Data)
            : throw new WorkflowFailedException(instanceId, end.Data);
    }

    public Task SleepUntilAsync(DateTimeOffset time)
    {
        Enter();
        return WaitUntilAsync(time);
    }

    public async Task<Received<T>> WaitAsync<T>(string name, TimeSpan atMost)
    {
        Enter();
        if (_mail.Take(MailKind.Event, name) is { } kept)
            return new Received<T>(Came: true, WorkflowJson.Read<T>(kept));
        if (atMost <= TimeSpan.Zero)
            return default;
        return await WaitAsync(new DurableWait(MailKind.Event, name), Now + atMost) is { } came
            ? new Received<T>(Came: true, WorkflowJson.Read<T>(came))
            : default;
    }

    public void SetStatus(WorkflowStatus status)
    {
        Enter();
        Show(status);
    }

    public void ContinueAsNew<TIn>(TIn input)
    {
        Enter();
        _next = WorkflowJson.Write(input);
    }

    /// <summary>The workflow's code has come to its end: nothing that it left is waited for.</summary>
    internal void Close()
    {
        _hasEnded = true;
        _mail.Close();
    }

    /// <summary>Enters the end, and tells those who wait for it.</summary>
    internal async Task EndAsync(WorkflowState state, string data)
    {
        var end = WorkflowJson.Write(new RegisteredEnd(InstanceId, state, data, Now, _status));
        foreach (var waiter in await HostAsync<IReadOnlyList<string>>(DurableNames.EndWorkflow, end, _start.Workflow))
            _durable.SendEvent(waiter, DurableNames.Mail, new DurableMail(MailKind.Ended, InstanceId, end, Id: $"{InstanceId} ended"));
        Changed();
    }

    private async Task ReceiveAsync()
    {
        while (true)
            _mail.Receive(await _durable.WaitForExternalEvent<DurableMail>(DurableNames.Mail));
    }

    private async Task<DurableAnswer> AttemptAsync(DurableCall call)
    {
        try
        {
            return await HostAsync<DurableAnswer>(DurableNames.Activity, call, call.Activity);
        }
        catch (TaskFailedException e)
        {
            // Interrupted again and again: nobody knows what became of it.
            throw new ActivityFailedException(call.Activity, e.FailureDetails.ErrorType[(e.FailureDetails.ErrorType.LastIndexOf('.') + 1)..], e.FailureDetails.ErrorMessage);
        }
    }

    private Task<T> HostAsync<T>(string name, object input, string tag)
    {
        _hasWaited = true;
        return _durable.CallActivityAsync<T>(name, input, new TaskOptions(Lasting, new Dictionary<string, string>(StringComparer.Ordinal) { [DurableNames.Tag] = tag }));
    }

    private async Task WaitUntilAsync(DateTimeOffset time)
    {
        // Backends' clocks differ: one may wake it a little early by the clock of the next turn.
        while (time > Now)
            await WaitAsync(new DurableWait(MailKind.Event, name: null), time);
    }

    /// <returns>Null where the time came first.</returns>
    private async Task<string?> WaitAsync(DurableWait wait, DateTimeOffset until)
    {
        using (wait)
        {
            _hasWaited = true;
            _mail.Add(wait);
            _ = TimeOutAsync(wait, until);
            return await wait.Arrived;
        }
    }

    private async Task TimeOutAsync(DurableWait wait, DateTimeOffset until)
    {
        try
        {
            await _durable.CreateTimer(until.UtcDateTime, wait.TimerCancelled);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (_mail.Remove(wait))
            wait.Resolve(value: null);
    }

    private void Show(WorkflowStatus status)
    {
        _status = WorkflowJson.Write(status).Length > MostStatusText ? status with { Details = null } : status;
        _durable.SetCustomStatus(JsonSerializer.SerializeToElement(_status, WorkflowJson.Options));
        Changed();
    }

    private void Changed()
    {
        if (!IsReplaying)
            _changed?.Invoke(InstanceId);
    }

    private void Enter()
    {
        if (_hasEnded)
            throw new InvalidOperationException("The instance has ended.");
        if (_next is not null)
            throw new InvalidOperationException("Nothing may follow the decision to continue as new.");
    }
}

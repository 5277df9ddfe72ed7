using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Microsoft.DurableTask.Testing.Sidecar;

namespace Arbit.Tests.Live.Durable;

/// <summary>
/// The SDK's in-memory backend in told time. Whatever goes to an instance passes here, so that it is known when nothing goes on any more,
/// and timers fire when the test has moved its clock. Stepped, one thing goes on at a time, turns before activities, the same in every run.
/// </summary>
internal sealed class ToldTimeBackend(TimeProvider time, bool isStepped) : IOrchestrationService, IOrchestrationServiceClient, IOrchestrationServiceQueryClient,
    IOrchestrationServicePurgeClient
{
    private readonly InMemoryOrchestrationService _inner = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ready = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TaskMessage>> _loaded = new(StringComparer.Ordinal);
    private readonly PriorityQueue<TaskMessage, (DateTime Due, long Number)> _timers = new();
    private readonly List<TaskCompletionSource> _waitForIdle = [];
    private readonly List<(string InstanceId, string? Status)> _turns = [];
    private TaskCompletionSource? _wantsTurn;
    private TaskCompletionSource? _wantsCall;
    private string? _fault;
    private long _timerCount;
    private int _calls;
    private int _out;

    public int TaskOrchestrationDispatcherCount => 1;

    public int TaskActivityDispatcherCount => 1;

    /// <summary>The dispatcher looks for room by the real clock: it always has some.</summary>
    public int MaxConcurrentTaskOrchestrationWorkItems => int.MaxValue;

    public int MaxConcurrentTaskActivityWorkItems => int.MaxValue;

    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => _inner.EventBehaviourForContinueAsNew;

    /// <summary>The status at the end of each turn that was taken, JSON; each turn replayed its whole history.</summary>
    public IReadOnlyList<(string InstanceId, string? Status)> Turns => _turns;

    /// <summary>When the next timer is due of those that somebody waits for; null where there is none.</summary>
    public DateTimeOffset? NextTimerAt
    {
        get
        {
            lock (_gate)
            {
                while (_timers.TryPeek(out var message, out var at))
                {
                    if (!IsPast(message))
                        return new DateTimeOffset(at.Due, TimeSpan.Zero);
                    _timers.Dequeue();
                }

                return null;
            }
        }
    }

    /// <summary>Fires what is due by now.</summary>
    public void FireDue()
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out _, out var at) && at.Due <= Now)
                Send(_timers.Dequeue());
            Move();
        }
    }

    /// <summary>Until nothing goes on any more but for time or an event.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waitForIdle.Add(idle);
            Move();
            return idle.Task;
        }
    }

    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage) => CreateTaskOrchestrationAsync(creationMessage, dedupeStatuses: []);

    public async Task CreateTaskOrchestrationAsync(TaskMessage creationMessage, OrchestrationStatus[]? dedupeStatuses)
    {
        Task created;
        lock (_gate)
        {
            created = _inner.CreateTaskOrchestrationAsync(creationMessage, dedupeStatuses);
            _ready.Add(creationMessage.OrchestrationInstance.InstanceId);
            Move();
        }

        await created;
    }

    public Task SendTaskOrchestrationMessageAsync(TaskMessage message)
    {
        lock (_gate)
        {
            Send(message);
            Move();
        }

        return Task.CompletedTask;
    }

    public async Task SendTaskOrchestrationMessageBatchAsync(params TaskMessage[] messages)
    {
        foreach (var message in messages)
            await SendTaskOrchestrationMessageAsync(message);
    }

    public async Task<TaskOrchestrationWorkItem> LockNextTaskOrchestrationWorkItemAsync(TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _wantsTurn = turn;
            Move();
        }

        await turn.Task.WaitAsync(cancellationToken);
        var item = await _inner.LockNextTaskOrchestrationWorkItemAsync(receiveTimeout, cancellationToken);
        lock (_gate)
        {
            _ready.Remove(item.InstanceId);
            _loaded.Add(item.InstanceId, []);
        }

        return item;
    }

    public async Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage continuedAsNewMessage,
        OrchestrationState orchestrationState)
    {
        Task completed;
        lock (_gate)
        {
            // As the worker was told them; the clock does not move while a turn is taken.
            foreach (var happened in newOrchestrationRuntimeState.NewEvents)
                happened.Timestamp = Now;
            (orchestrationState.CreatedTime, orchestrationState.LastUpdatedTime) = (newOrchestrationRuntimeState.CreatedTime, Now);
            completed = _inner.CompleteTaskOrchestrationWorkItemAsync(
                workItem, newOrchestrationRuntimeState, outboundMessages, [], [], continuedAsNewMessage, orchestrationState);
            _turns.Add((workItem.InstanceId, orchestrationState.Status));
            _calls += outboundMessages.Count;
            foreach (var message in timerMessages.Concat(orchestratorMessages))
                Send(message);
        }

        await completed;
    }

    public async Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        await _inner.ReleaseTaskOrchestrationWorkItemAsync(workItem);
        lock (_gate)
        {
            _loaded.Remove(workItem.InstanceId, out var came);
            foreach (var message in came!)
                Send(message);
            _out--;
            Move();
        }
    }

    public async Task<TaskActivityWorkItem> LockNextTaskActivityWorkItem(TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _wantsCall = call;
            Move();
        }

        await call.Task.WaitAsync(cancellationToken);
        return await _inner.LockNextTaskActivityWorkItem(receiveTimeout, cancellationToken);
    }

    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        lock (_gate)
        {
            _out--;
            Send(responseMessage);
            Move();
        }

        return Task.CompletedTask;
    }

    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem) => Fault($"A turn of {workItem.InstanceId} was given up.", left: 0);

    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem) => Fault($"An activity of {workItem.TaskMessage.OrchestrationInstance.InstanceId} was given up.", left: 1);

    public Task<OrchestrationState> GetOrchestrationStateAsync(string instanceId, string? executionId) => _inner.GetOrchestrationStateAsync(instanceId, executionId);

    public Task<IList<OrchestrationState>> GetOrchestrationStateAsync(string instanceId, bool allExecutions) => _inner.GetOrchestrationStateAsync(instanceId, allExecutions);

    public Task<OrchestrationQueryResult> GetOrchestrationWithQueryAsync(OrchestrationQuery query, CancellationToken cancellationToken)
        => _inner.GetOrchestrationWithQueryAsync(query, cancellationToken);

    public Task<OrchestrationState> WaitForOrchestrationAsync(string instanceId, string executionId, TimeSpan timeout, CancellationToken cancellationToken)
        => _inner.WaitForOrchestrationAsync(instanceId, executionId, timeout, cancellationToken);

    public Task ForceTerminateTaskOrchestrationAsync(string instanceId, string reason)
        => SendTaskOrchestrationMessageAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
            Event = new ExecutionTerminatedEvent(-1, reason),
        });

    public Task<string> GetOrchestrationHistoryAsync(string instanceId, string executionId) => _inner.GetOrchestrationHistoryAsync(instanceId, executionId);

    public Task PurgeOrchestrationHistoryAsync(DateTime thresholdDateTimeUtc, OrchestrationStateTimeRangeFilterType timeRangeFilterType)
        => _inner.PurgeOrchestrationHistoryAsync(thresholdDateTimeUtc, timeRangeFilterType);

    public Task<PurgeResult> PurgeInstanceStateAsync(string instanceId) => _inner.PurgeInstanceStateAsync(instanceId);

    public Task<PurgeResult> PurgeInstanceStateAsync(PurgeInstanceFilter purgeInstanceFilter) => _inner.PurgeInstanceStateAsync(purgeInstanceFilter);

    public Task CreateAsync() => _inner.CreateAsync();

    public Task CreateAsync(bool recreateInstanceStore) => _inner.CreateAsync(recreateInstanceStore);

    public Task CreateIfNotExistsAsync() => _inner.CreateIfNotExistsAsync();

    public Task DeleteAsync() => _inner.DeleteAsync();

    public Task DeleteAsync(bool deleteInstanceStore) => _inner.DeleteAsync(deleteInstanceStore);

    public int GetDelayInSecondsAfterOnFetchException(Exception exception) => _inner.GetDelayInSecondsAfterOnFetchException(exception);

    public int GetDelayInSecondsAfterOnProcessException(Exception exception) => _inner.GetDelayInSecondsAfterOnProcessException(exception);

    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) => _inner.IsMaxMessageCountExceeded(currentMessageCount, runtimeState);

    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) => _inner.RenewTaskActivityWorkItemLockAsync(workItem);

    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) => _inner.RenewTaskOrchestrationWorkItemLockAsync(workItem);

    public Task StartAsync() => _inner.StartAsync();

    public Task StopAsync() => _inner.StopAsync();

    public Task StopAsync(bool isForced) => _inner.StopAsync(isForced);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private void Send(TaskMessage message)
    {
        var id = message.OrchestrationInstance.InstanceId;
        if (message.Event is TimerFiredEvent timer && timer.FireAt > Now)
        {
            _timers.Enqueue(message, (timer.FireAt, ++_timerCount));
        }
        else if (_loaded.TryGetValue(id, out var later))
        {
            later.Add(message);
        }
        else if (!IsPast(message))
        {
            // It would wait for that moment of the real clock.
            if (message.Event is TimerFiredEvent fired)
                fired.FireAt = DateTime.UnixEpoch;
            _inner.SendTaskOrchestrationMessageAsync(message).GetAwaiter().GetResult();
            _ready.Add(id);
        }
    }

    /// <summary>Whom it is for has ended, or goes on as another run: the backend does not hand it over.</summary>
    private bool IsPast(TaskMessage message)
    {
        if (message.Event is ExecutionStartedEvent)
            return false;
        var state = _inner.GetOrchestrationStateAsync(message.OrchestrationInstance.InstanceId, executionId: null).GetAwaiter().GetResult();
        return state is null
            || state.OrchestrationStatus is not (OrchestrationStatus.Pending or OrchestrationStatus.Running or OrchestrationStatus.Suspended)
            || (message.OrchestrationInstance.ExecutionId is { } run && run != state.OrchestrationInstance.ExecutionId);
    }

    private void Move()
    {
        if (_wantsTurn is { } turn && _ready.Count > 0 && MayBegin)
        {
            (_wantsTurn, _out) = (null, _out + 1);
            turn.SetResult();
        }

        if (_wantsCall is { } call && _calls > 0 && MayBegin && (!isStepped || _ready.Count == 0))
        {
            (_wantsCall, _out, _calls) = (null, _out + 1, _calls - 1);
            call.SetResult();
        }

        if (_fault is null && (_ready.Count > 0 || _calls > 0 || _out > 0))
            return;
        foreach (var idle in _waitForIdle)
        {
            if (_fault is null)
                idle.SetResult();
            else
                idle.SetException(new InvalidOperationException(_fault));
        }

        _waitForIdle.Clear();
    }

    private bool MayBegin => !isStepped || _out == 0;

    private Task Fault(string what, int left)
    {
        lock (_gate)
        {
            _fault = what;
            _out -= left;
            Move();
        }

        return Task.CompletedTask;
    }
}

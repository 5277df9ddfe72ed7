using System.Collections.Concurrent;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>
/// Carries activities out and tells how each ended. By the clock they run beside each other; else each waits until it is asked for.
/// What was asked to stop tells nothing: it runs again after the next start.
/// </summary>
/// <param name="activities">What can be carried out.</param>
/// <param name="tell">Told how each ended, on whichever thread it did.</param>
/// <param name="isBroken">Whether the host has stopped over a fault: what an activity throws then may be that fault, and is thrown on.</param>
internal sealed class ActivityRunner(ActivityTable activities, Action<HostMessage> tell, Func<bool> isBroken) : IDisposable
{
    private readonly Queue<ScheduledCall> _waiting = new();
    private readonly ConcurrentDictionary<long, Task> _underWay = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _goesByTheClock;
    private long _count;

    public bool IsIdle => _underWay.IsEmpty;

    /// <summary>Until everything that is under way now has ended, and was told of.</summary>
    public Task WhenDone() => Task.WhenAll(_underWay.Values);

    /// <summary>From now on each begins at once, and so do those that wait.</summary>
    public void GoByTheClock()
    {
        _goesByTheClock = true;
        while (_waiting.TryDequeue(out var call))
            Begin(call);
    }

    public void Schedule(string instanceId, HistoryEntry scheduled)
    {
        var call = new ScheduledCall(new ActivityCall(instanceId, scheduled.Number, scheduled.Attempt), scheduled.Name, scheduled.Data);
        if (_goesByTheClock)
            Begin(call);
        else
            _waiting.Enqueue(call);
    }

    /// <summary>Carries out the one that waits longest; false where none waits.</summary>
    public async Task<bool> TryCarryOutNextAsync()
    {
        if (!_waiting.TryDequeue(out var call))
            return false;
        await CarryOutAsync(call);
        return true;
    }

    /// <summary>Those under way are asked to stop, and none is begun any more.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();

    private void Begin(ScheduledCall call)
    {
        if (_stop.IsCancellationRequested)
            return;
        var number = ++_count;
        var run = new Task<Task>(() => CarryOutAsync(call));
        var whole = run.Unwrap();
        _underWay[number] = whole;
        _ = whole.ContinueWith(_ => _underWay.TryRemove(number, out Task? _), TaskScheduler.Default);
        run.Start(TaskScheduler.Default);
    }

    private async Task CarryOutAsync(ScheduledCall call)
    {
        if (_stop.IsCancellationRequested)
            return;
        HostMessage.Happened happened;
        try
        {
            var implementation = activities.Find(call.Activity) ?? throw new UnknownActivityException(call.Activity);
            var result = await implementation(call.Call, call.Input, _stop.Token);
            happened = new HostMessage.Happened(call.Call.InstanceId, HistoryKind.ActivityCompleted, call.Call.Step, call.Call.Attempt, "", result);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It runs again after the next start.
            return;
        }
        catch (Exception e) when (!isBroken())
        {
            var failure = WorkflowJson.Write(new ActivityFailure(e.Message, IsFinal: e is RefusalException));
            happened = new HostMessage.Happened(
                call.Call.InstanceId, HistoryKind.ActivityFailed, call.Call.Step, call.Call.Attempt, e.GetType().Name, failure);
        }

        tell(happened);
    }

    private sealed record ScheduledCall(ActivityCall Call, string Activity, string Input);
}

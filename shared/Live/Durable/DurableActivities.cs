using Arbit.Workflows;
using Arbit.Workflows.Register;

namespace Arbit.Live.Durable;

/// <summary>The bodies of a Durable worker's activities: every one of the table, and the host's own two.</summary>
public sealed class DurableActivities(ActivityTable activities, DurableWorkflowHost host, WorkflowRegister register)
{
    /// <summary>The body of <see cref="DurableNames.Activity"/>.</summary>
    /// <param name="call">What.</param>
    /// <param name="cancellation">The worker stops: what is interrupted is done again, by the same key.</param>
    public async Task<DurableAnswer> CallAsync(DurableCall call, CancellationToken cancellation)
    {
        try
        {
            var implementation = activities.Find(call.Activity) ?? throw new UnknownActivityException(call.Activity);
            var result = await implementation(new ActivityCall(call.InstanceId, call.Step, call.Attempt), call.Input, cancellation);
            return new DurableAnswer(result, Kind: null, Message: null, IsFinal: false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            return new DurableAnswer(Result: null, e.GetType().Name, e.Message, e is RefusalException);
        }
    }

    /// <summary>The body of <see cref="DurableNames.AwaitWorkflow"/>.</summary>
    /// <returns>A <see cref="RegisteredEnd"/> as JSON; null where it is told later.</returns>
    public async Task<string?> AwaitAsync(DurableAwait ask, CancellationToken cancellation)
    {
        var end = await host.BeginAsync(ask, cancellation) is { } failure
            ? new RegisteredEnd(ask.InstanceId, WorkflowState.Failed, failure, default, Status: null)
            : await register.AwaitAsync(ask.InstanceId, ask.Waiter, cancellation) ?? await host.EndWithoutWordAsync(ask.InstanceId, cancellation);
        return end is null ? null : WorkflowJson.Write(end);
    }

    /// <summary>The body of <see cref="DurableNames.EndWorkflow"/>.</summary>
    /// <param name="end">A <see cref="RegisteredEnd"/> as JSON.</param>
    /// <param name="cancellation">The worker stops.</param>
    /// <returns>The ids of those who wait for it.</returns>
    public Task<IReadOnlyList<string>> EndAsync(string end, CancellationToken cancellation)
        => register.EndAsync(WorkflowJson.Read<RegisteredEnd>(end), cancellation);
}

using Arbit.Functions.Setup;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Timers;

/// <summary>Lets old histories go. How each workflow ended stays in the register, so none of them can begin again.</summary>
public sealed class PurgeFunction(SlowHome slow)
{
    /// <summary>Somebody may still look into what failed.</summary>
    private const int FailedStayLonger = 3;

    [Function("purge")]
    public async Task PurgeAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var (now, kept) = (slow.Time.GetUtcNow(), slow.Settings.KeepsHistory);
        await durable.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: now - kept, Statuses: [OrchestrationRuntimeStatus.Completed]), cancellation: cancellation);
        await durable.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: now - (kept * FailedStayLonger), Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]), cancellation: cancellation);
    }
}

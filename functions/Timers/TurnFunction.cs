using System.Diagnostics.CodeAnalysis;
using Arbit.Functions.Setup;
using Arbit.Slow;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Timers;

/// <summary>What waits outside the workflows: stored signals that have not begun, and workflows whose change nobody has been told of.</summary>
[SuppressMessage("Style", "IDE0060", Justification = "A trigger is a parameter, whether it is read or not.")]
public sealed class TurnFunction(SlowHome slow)
{
    /// <summary>What began and ended between two turns is among these; what runs is looked for however old.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    private static readonly OrchestrationRuntimeStatus[] Runs =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    [Function("turn")]
    public async Task TurnAsync([TimerTrigger("*/5 * * * * *", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var host = slow.HostOf(durable);
        slow.Starter.LookAgain();
        await slow.Starter.BeginAsync(host, cancellation);
        await slow.Watch.LookAsync(await MarksAsync(durable, cancellation), cancellation);
        await slow.Teller.TellAsync(host, cancellation);
        await slow.Watch.KeepAsync(cancellation);
    }

    private async Task<IReadOnlyList<WorkflowMark>> MarksAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        var marks = new Dictionary<string, WorkflowMark>(StringComparer.Ordinal);
        var running = new OrchestrationQuery { Statuses = Runs };
        var recent = new OrchestrationQuery { CreatedFrom = slow.Time.GetUtcNow() - Lately };
        foreach (var query in new[] { running, recent })
        {
            await foreach (var instance in durable.GetAllInstancesAsync(query).WithCancellation(cancellation))
                marks[instance.InstanceId] = new WorkflowMark(instance.InstanceId, instance.LastUpdatedAt, Runs.Contains(instance.RuntimeStatus));
        }

        return [.. marks.Values];
    }
}

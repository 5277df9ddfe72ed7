using Arbit.Live.Durable;
using Microsoft.DurableTask;

namespace Arbit.Tests.Live.Durable;

/// <summary>Gives a worker of the SDK all that ours is made of.</summary>
internal static class DurableTasks
{
    /// <param name="registry">The worker's.</param>
    /// <param name="names">The workflows'.</param>
    /// <param name="orchestrator">Made anew for every turn.</param>
    /// <param name="activities">Asked for at every call: there is no host before there is a worker.</param>
    /// <param name="beforeCall">Called before each attempt at an activity; what it throws, the worker reports to its backend.</param>
    public static void AddWorkflows(
        this DurableTaskRegistry registry,
        IEnumerable<string> names,
        Func<WorkflowOrchestrator> orchestrator,
        Func<DurableActivities> activities,
        Action<DurableCall>? beforeCall = null)
    {
        foreach (var name in names)
            registry.AddOrchestrator(name, orchestrator);
        registry
            .AddActivityFunc<DurableCall, DurableAnswer>(DurableNames.Activity, (_, call) =>
            {
                beforeCall?.Invoke(call);
                return activities().CallAsync(call, default);
            })
            .AddActivityFunc<DurableAwait, string?>(DurableNames.AwaitWorkflow, (_, ask) => activities().AwaitAsync(ask, default))
            .AddActivityFunc<string, IReadOnlyList<string>>(DurableNames.EndWorkflow, (_, end) => activities().EndAsync(end, default));
    }
}

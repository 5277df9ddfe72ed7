using Arbit.Functions.Setup;
using Arbit.Live.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Workflows;

/// <summary>Everything that workflows have done in the world, by one function that knows the table; and what their host has done for them.</summary>
public sealed class ActivityFunctions(SlowHome slow)
{
    [Function(DurableNames.Activity)]
    public Task<DurableAnswer> CallAsync([ActivityTrigger] DurableCall call, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => slow.ActivitiesOf(durable).CallAsync(call, cancellation);

    [Function(DurableNames.AwaitWorkflow)]
    public Task<string?> AwaitAsync([ActivityTrigger] DurableAwait ask, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => slow.ActivitiesOf(durable).AwaitAsync(ask, cancellation);

    [Function(DurableNames.EndWorkflow)]
    public Task<IReadOnlyList<string>> EndAsync([ActivityTrigger] string end, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => slow.ActivitiesOf(durable).EndAsync(end, cancellation);
}

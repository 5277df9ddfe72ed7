using System.Diagnostics.CodeAnalysis;
using Arbit.Functions.Setup;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Timers;

/// <summary>Lets the histories of completed workflows go. How each ended stays in the register, so none of them can begin again.</summary>
[SuppressMessage("Style", "IDE0060", Justification = "A trigger is a parameter, whether it is read or not.")]
public sealed class PurgeFunction(SlowHome slow)
{
    [Function("purge")]
    public Task PurgeAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => slow.HostOf(durable).PurgeAsync(slow.Time.GetUtcNow() - slow.Settings.KeepsHistory, cancellation);
}

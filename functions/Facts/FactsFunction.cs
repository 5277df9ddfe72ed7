using System.Text.Json;
using Arbit.Functions.Setup;
using Arbit.Live.Events;
using Azure.Messaging.EventHubs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Facts;

/// <summary>
/// The edge's facts, a partition's in their order. Each is handled, or put aside with its reason, before the next: the trigger goes on
/// behind a batch whatever came of it, so nothing of it may be left.
/// </summary>
public sealed class FactsFunction(SlowHome slow)
{
    [Function("facts")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public async Task TakeAsync(
        [EventHubTrigger("facts", Connection = "EventHubs", ConsumerGroup = SlowHome.Group)] EventData[] facts,
        [DurableClient] DurableTaskClient durable,
        FunctionContext context)
    {
        var host = slow.HostOf(durable);
        var partition = PartitionOf(context);
        foreach (var fact in facts)
            await slow.Facts.HandleAsync(EventShape.Read(partition, fact), (message, cancellation) => slow.TakeAsync(host, message, cancellation), context.CancellationToken);
    }

    /// <summary>It is in the id of what is put aside; a batch is of one partition.</summary>
    private static string PartitionOf(FunctionContext context)
    {
        if (context.BindingContext.BindingData.GetValueOrDefault("PartitionContext") is not string json)
            return "?";
        using var partition = JsonDocument.Parse(json);
        return partition.RootElement.TryGetProperty("PartitionId", out var id) ? id.GetString() ?? "?" : "?";
    }
}

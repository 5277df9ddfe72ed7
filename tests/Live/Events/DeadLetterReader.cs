using Arbit.Live.Events;
using Arbit.Messages;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;

namespace Arbit.Tests.Live.Events;

/// <summary>What is in the dead-letter hub by now, oldest first.</summary>
internal static class DeadLetterReader
{
    public static async Task<IReadOnlyList<DeadMessage>> ReadAsync(LoopbackBroker broker, CancellationToken giveUp)
    {
        var count = await broker.EventsAsync("deadletter", giveUp);
        var letters = new List<Envelope>();
        await using var receiver = new HubAddress(broker.ConnectionString).Receiver(Hub.DeadLetter, "test", "0", EventPosition.Earliest, ownerLevel: null);
        while (letters.Count < count)
        {
            try
            {
                letters.AddRange((await receiver.ReceiveBatchAsync(count, giveUp)).Select(data => EventShape.Read("0", data).Message!));
            }
            catch (EventHubsException e) when (e.IsTransient)
            {
                // A link that could not be opened in time is opened again, as the bus does.
            }
        }

        return [.. letters.DistinctBy(letter => letter.Id, StringComparer.Ordinal).Select(DeadLetter.Read)];
    }
}

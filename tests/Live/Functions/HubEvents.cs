using Arbit.Live.Events;
using Arbit.Messages;
using Arbit.Tests.Live.Functions.Wire;
using Google.Protobuf;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace Arbit.Tests.Live.Functions;

/// <summary>Messages as the host's Event Hubs trigger hands them to a worker: whole AMQP messages in bytes.</summary>
internal static class HubEvents
{
    /// <param name="message">What was sent.</param>
    /// <param name="number">Its place in the partition.</param>
    public static Event Of(Envelope message, long number)
        => Of(CloudEvents.BodyOf(message), CloudEvents.AttributesOf(message, traceParent: null), EventShape.PartitionKeyOf(message.Key), number);

    /// <summary>What nobody can read.</summary>
    public static Event Poison(string text, long number) => Of(System.Text.Encoding.UTF8.GetBytes(text), [], "poison", number);

    private static Event Of(byte[] body, IReadOnlyList<KeyValuePair<string, string>> attributes, string key, long number)
    {
        using var message = AmqpMessage.Create(new Data { Value = new ArraySegment<byte>(body) });
        foreach (var (name, value) in attributes)
            message.ApplicationProperties.Map[name] = value;
        message.MessageAnnotations.Map["x-opt-sequence-number"] = number;
        message.MessageAnnotations.Map["x-opt-offset"] = $"{number * 100}";
        message.MessageAnnotations.Map["x-opt-partition-key"] = key;
        using var bytes = new MemoryStream();
        foreach (var part in message.GetPayload())
            bytes.Write(part);
        return new Event { Version = "1.0", Source = "AzureEventHubsEventData", ContentType = "application/octet-stream", Content = ByteString.CopyFrom(bytes.ToArray()) };
    }
}

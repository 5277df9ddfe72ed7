using System.Security.Cryptography;
using System.Text;
using Arbit.Messages;
using Azure.Messaging.EventHubs;

namespace Arbit.Live.Events;

/// <summary>Envelopes as events of Event Hubs, and back.</summary>
public static class EventShape
{
    /// <summary>Event Hubs takes no longer partition key.</summary>
    private const int LongestKey = 128;

    public static EventData Of(Envelope message, string? traceParent)
    {
        var data = new EventData(CloudEvents.BodyOf(message)) { MessageId = message.Id, ContentType = CloudEvents.ContentType };
        foreach (var (name, value) in CloudEvents.AttributesOf(message, traceParent))
            data.Properties[name] = value;
        return data;
    }

    /// <param name="partition">Where it was.</param>
    /// <param name="data">As a reader or a trigger got it.</param>
    public static ReceivedMessage Read(string partition, EventData data)
        => ReceivedMessage.Of(partition, data.SequenceNumber, data.OffsetString, data.Properties.ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal), data.EventBody.ToMemory());

    /// <summary>Order holds within it. A long key becomes its hash: the key itself travels as an attribute.</summary>
    public static string PartitionKeyOf(string key)
        => key.Length <= LongestKey ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

using System.Text;
using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.Messages;

/// <summary>A message as it came out of a partition of a hub, readable or not.</summary>
/// <param name="Partition">Which.</param>
/// <param name="Number">Its number there: higher than any before.</param>
/// <param name="Offset">Where to go on reading behind it, in the hub's own words.</param>
/// <param name="Key">What it is about; of what cannot be read, a key of its own, so that it stands in nobody's way.</param>
/// <param name="Message">Null where it cannot be read.</param>
/// <param name="Problem">Why not; empty where it can.</param>
/// <param name="Text">For a person, where it is put aside.</param>
/// <param name="TraceParent">Of who sent it; null for none.</param>
public sealed record ReceivedMessage(string Partition, long Number, string Offset, string Key, Envelope? Message, string Problem, string Text, string? TraceParent)
{
    /// <summary>Its own among everything that ever was in the hub.</summary>
    public string Place => $"{Partition}/{Number}";

    /// <summary>Reads what a partition held; what cannot be read comes back with the reason.</summary>
    public static ReceivedMessage Of(string partition, long number, string offset, IReadOnlyDictionary<string, object?> properties, ReadOnlyMemory<byte> body)
    {
        var trace = CloudEvents.Find(properties, CloudEvents.TraceParent);
        try
        {
            var message = CloudEvents.Read(properties, body);
            return new ReceivedMessage(partition, number, offset, message.Key, message, "", WorkflowJson.Write(message), trace);
        }
        catch (PoisonMessageException e)
        {
            var text = JsonSerializer.Serialize(new { properties = properties.ToDictionary(each => each.Key, each => each.Value?.ToString(), StringComparer.Ordinal), body = Encoding.UTF8.GetString(body.Span) }, WorkflowJson.Options);
            return new ReceivedMessage(partition, number, offset, $"unreadable:{partition}/{number}", null, e.Message, text, trace);
        }
    }
}

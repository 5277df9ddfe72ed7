using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Arbit.Messages;

/// <summary>
/// Envelopes as CloudEvents 1.0 in the binary binding for AMQP: attributes are application properties named <c>cloudEvents:…</c>, the body
/// is the data alone. All attributes are strings. The key is the partitioning extension, the version an extension of ours.
/// </summary>
public static class CloudEvents
{
    public const string ContentType = "application/json";

    /// <summary>The attribute of the distributed tracing extension.</summary>
    public const string TraceParent = "traceparent";

    private const string Prefix = "cloudEvents:";

    /// <summary>The binding allows it where a colon is not: whoever sends so is read too.</summary>
    private const string OtherPrefix = "cloudEvents_";

    private const string SpecVersion = "1.0";

    /// <param name="message">What travels.</param>
    /// <param name="traceParent">Of who sends it; null for none.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> AttributesOf(Envelope message, string? traceParent)
    {
        var attributes = new List<KeyValuePair<string, string>>
        {
            Attribute("specversion", SpecVersion),
            Attribute("id", message.Id),
            Attribute("source", message.Source),
            Attribute("type", message.Type),
            Attribute("time", message.Time.ToString("O", CultureInfo.InvariantCulture)),
            Attribute("partitionkey", message.Key),
            Attribute("schemaversion", message.Version.ToString(CultureInfo.InvariantCulture)),
        };
        if (traceParent is not null)
            attributes.Add(Attribute(TraceParent, traceParent));
        return attributes;
    }

    public static byte[] BodyOf(Envelope message) => Encoding.UTF8.GetBytes(message.Data.GetRawText());

    /// <exception cref="PoisonMessageException">It is no event of this shape.</exception>
    public static Envelope Read(IReadOnlyDictionary<string, object?> properties, ReadOnlyMemory<byte> body)
    {
        if (Required(properties, "specversion") is var version && version != SpecVersion)
            throw new PoisonMessageException($"CloudEvents {version} is not known here (known: {SpecVersion})");
        if (!DateTimeOffset.TryParse(Required(properties, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw new PoisonMessageException("the event's time cannot be read");
        if (!int.TryParse(Find(properties, "schemaversion") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var schema))
            throw new PoisonMessageException("the event's schemaversion is no number");
        try
        {
            using var data = JsonDocument.Parse(body);
            return new Envelope(Required(properties, "id"), Required(properties, "type"), Required(properties, "source"), time, KeyOf(properties) ?? "", schema, data.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw new PoisonMessageException($"the event's data cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What it is about; null where it does not say.</summary>
    public static string? KeyOf(IReadOnlyDictionary<string, object?> properties) => Find(properties, "partitionkey");

    /// <summary>One attribute; null where there is none.</summary>
    public static string? Find(IReadOnlyDictionary<string, object?> properties, string attribute)
        => (properties.GetValueOrDefault(Prefix + attribute) ?? properties.GetValueOrDefault(OtherPrefix + attribute)) switch
        {
            null => null,
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToString("O", CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private static string Required(IReadOnlyDictionary<string, object?> properties, string attribute)
        => Find(properties, attribute) is { Length: > 0 } value ? value : throw new PoisonMessageException($"the event has no {Prefix}{attribute}");

    private static KeyValuePair<string, string> Attribute(string name, string value) => new(Prefix + name, value);
}

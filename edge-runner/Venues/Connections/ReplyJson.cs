using System.Globalization;
using System.Text.Json;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Members of a venue's replies. They are rare and small, so that they are read as documents.</summary>
internal static class ReplyJson
{
    /// <summary>null where the frame is no JSON object.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // The codec counts and names it.
            return null;
        }
    }

    /// <summary>A whole number, bare or quoted; -1 where there is none.</summary>
    public static long Id(JsonElement reply, string name)
    {
        if (!reply.TryGetProperty(name, out var value))
            return -1;
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetInt64(out var number) ? number : -1;
        return value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var quoted) ? quoted : -1;
    }

    public static string? Text(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.Tests.Simulation;

/// <summary>Reads frames the slow and obvious way, sharing nothing with the encoders.</summary>
internal static class Frames
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static string Text(this WireFrame frame) => Encoding.UTF8.GetString(frame.Bytes.Span);

    public static JsonElement Json(this WireFrame frame) => JsonDocument.Parse(frame.Bytes).RootElement;

    public static JsonElement Json(this RestReply reply) => JsonDocument.Parse(reply.Body).RootElement;

    /// <summary>Every key in the order written, depth first, of the first element of each array: the shape of a message.</summary>
    public static string Keys(this JsonElement element)
    {
        return string.Join(' ', Walk(element));

        static IEnumerable<string> Walk(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Walk(property.Value).Prepend(property.Name)),
            JsonValueKind.Array => element.EnumerateArray().Take(1).SelectMany(Walk),
            _ => [],
        };
    }

    public static decimal Number(this JsonElement element) => decimal.Parse(
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}

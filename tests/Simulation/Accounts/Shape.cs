using System.Text.Json;
using Arbit.Tests.Support;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>The field names of a message, by path, with the kind of each value: what a client's parser depends on.</summary>
internal static class Shape
{
    /// <summary>
    /// Every field of the documented sample is in the message, and of the same kind. What a sample leaves null, or an empty list,
    /// may be anything; so may fields that it does not have.
    /// </summary>
    /// <param name="sample">As SOURCES.md names it.</param>
    /// <param name="message">What the simulated venue wrote.</param>
    /// <param name="except">Fields that are not simulated, by path.</param>
    public static void RequireLike(string sample, JsonElement message, params string[] except)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Captures.PathOf(sample)));
        RequireLike(document.RootElement, message, except);
    }

    public static void RequireLike(JsonElement sample, JsonElement message, params string[] except)
    {
        SortedDictionary<string, JsonValueKind> wanted = Of(sample);
        SortedDictionary<string, JsonValueKind> there = Of(message);
        Assert.NotEmpty(wanted);
        IEnumerable<string> missing = wanted
            .Where(field => !except.Contains(field.Key, StringComparer.Ordinal))
            .Where(field => !there.TryGetValue(field.Key, out JsonValueKind kind) || (kind != field.Value && field.Value != JsonValueKind.Null && kind != JsonValueKind.Null))
            .Select(field => $"{field.Key}: {field.Value}, here {(there.TryGetValue(field.Key, out JsonValueKind kind) ? kind : "absent")}");
        Assert.Equal([], missing);
    }

    private static SortedDictionary<string, JsonValueKind> Of(JsonElement element)
    {
        var fields = new SortedDictionary<string, JsonValueKind>(StringComparer.Ordinal);
        Walk(element, "", fields);
        return fields;
    }

    private static void Walk(JsonElement element, string path, SortedDictionary<string, JsonValueKind> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string name = $"{path}/{property.Name}";
                    if (property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                        fields[name] = property.Value.ValueKind == JsonValueKind.False ? JsonValueKind.True : property.Value.ValueKind;
                    Walk(property.Value, name, fields);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                Walk(element[0], path + "[]", fields);
                break;
        }
    }
}

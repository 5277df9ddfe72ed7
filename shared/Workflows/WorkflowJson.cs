using System.Text.Json;
using Arbit.Money;

namespace Arbit.Workflows;

/// <summary>How inputs, results, events and messages are written: the same on every host.</summary>
public static class WorkflowJson
{
    public static JsonSerializerOptions Options { get; } = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddMoney();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">It is no such value.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}

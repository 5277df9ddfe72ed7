using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Page.State;

/// <summary>What workflows were begun with and came to: JSON that another version may have written.</summary>
internal static class WrittenJson
{
    /// <summary>Null where there is none, or none that this version reads: a picture that cannot be drawn would hide everything else with it.</summary>
    public static T? Read<T>(string? json)
        where T : class
    {
        if (json is null)
            return null;
        try
        {
            return WorkflowJson.Read<T>(json);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>As it is; null where it is no JSON.</summary>
    public static JsonElement? Parse(string? json)
    {
        if (json is null)
            return null;
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

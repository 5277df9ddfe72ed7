using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arbit.EdgeRunner.Commands;

/// <summary>How commands print: one JSON object with --json, else lines; an error is one line that says what to do.</summary>
public static class Output
{
    /// <summary>The exit code of a command that could not do its work.</summary>
    public const int Failed = 2;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    public static int Fail(string message)
    {
        Console.Error.WriteLine($"arbit: {message}");
        return Failed;
    }
}

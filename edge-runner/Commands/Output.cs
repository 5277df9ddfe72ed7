using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arbit.EdgeRunner.Page;

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

    private static readonly JsonSerializerOptions PageOptions = new(PageJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>What a running Arbit said, as it says it: money stays text, to its last digit.</summary>
    internal static void WritePageJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, PageOptions));

    /// <summary>A sentence; with --json as <c>{"message": "…"}</c>.</summary>
    internal static void WriteSaid(string message, bool json)
    {
        if (json)
            WritePageJson(new { message });
        else
            Console.Out.WriteLine(message);
    }

    /// <summary>A value of a closed set as JSON names it.</summary>
    internal static string Name<T>(T value)
        where T : struct, Enum
        => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static int Fail(string message)
    {
        Console.Error.WriteLine($"arbit: {message}");
        return Failed;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Arbit.Signals;

/// <summary>
/// The fields of an alert's body, as text, whichever way it is written: a JSON object, or <c>key=value</c> or <c>key: value</c> between
/// commas, semicolons, ampersands, spaces or lines. The body is looked at, never the header (azure.md, TradingView).
/// </summary>
public sealed class SignalFields
{
    /// <summary>An alert is a few hundred bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private static readonly string[] Known = ["token", "kind", "action", "ticker", "time", "timenow", "price"];

    // Linear in the body's length, whatever a stranger writes.
    private static readonly Regex Pair = new(
        """(?:^|[\s,;&{}"'])["']?(?<key>token|kind|action|ticker|timenow|time|price)["']?\s*[=:]\s*(?<value>\d{4}-\d{2}-\d{2}[T ][0-9:.]+(?:Z|[+-]\d{2}:?\d{2})?|"[^"]*"|'[^']*'|\{\{[^}]*\}\}|[^\s,;&]*)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private SignalFields()
    {
    }

    /// <summary>Null where it was not there, or was empty.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Null with a sentence where it is neither.</summary>
    public static SignalFields? Read(ReadOnlySpan<byte> body, out string problem)
    {
        problem = "";
        if (body.Length > MaxBytes)
            return Unreadable(out problem, $"the body has {body.Length} bytes; at most {MaxBytes} are read");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(out problem, "the body is not UTF-8");
        }

        if (text.Length == 0)
            return Unreadable(out problem, "the body is empty");
        return text[0] == '{' ? FromJson(text, out problem) : FromText(text, out problem);
    }

    private static SignalFields? FromJson(string text, out string problem)
    {
        problem = "";
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            var fields = new SignalFields();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var name = property.Name.Trim().ToLowerInvariant();
                if (!Known.Contains(name))
                    continue;
                if (!fields._values.TryAdd(name, TextOf(property.Value)))
                    return Unreadable(out problem, $"'{name}' is there twice");
            }

            return fields;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unreadable(out problem, text.Contains("{{", StringComparison.Ordinal) || text.Contains("NaN", StringComparison.Ordinal)
                ? "a placeholder of the alert was not filled"
                : "the body begins like JSON and is none");
        }
    }

    /// <summary>What is no text and no number is kept as it stands, so that it is refused by name.</summary>
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static SignalFields? FromText(string text, out string problem)
    {
        problem = "";
        var fields = new SignalFields();
        foreach (Match match in Pair.Matches(text))
        {
            var name = match.Groups["key"].Value.ToLowerInvariant();
            if (!fields._values.TryAdd(name, match.Groups["value"].Value.Trim('"', '\'')))
                return Unreadable(out problem, $"'{name}' is there twice");
        }

        return fields._values.Count == 0
            ? Unreadable(out problem, "the body is neither JSON nor key=value nor key: value")
            : fields;
    }

    private static SignalFields? Unreadable(out string problem, string why)
    {
        problem = why;
        return null;
    }
}

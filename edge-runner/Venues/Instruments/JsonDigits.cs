using System.Text.Json;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Instruments;

/// <summary>Decimal members of a JSON document, quoted or bare, from their digits and never through binary floating point.</summary>
internal static class JsonDigits
{
    /// <summary>The member's value; <paramref name="otherwise"/> where it is missing or null.</summary>
    /// <exception cref="InvalidDataException">It is there and no decimal number.</exception>
    public static Exact Exact(this JsonElement parent, string name, Exact otherwise = default)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return otherwise;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return Money.Exact.TryParse(text, out var exact) ? exact : throw new InvalidDataException($"'{name}' is no decimal number: {text}");
    }
}

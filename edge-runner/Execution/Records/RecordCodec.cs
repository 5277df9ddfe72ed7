using System.Text.Json;
using System.Text.Json.Serialization;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Records;

/// <summary>Records as UTF-8 JSON, money as decimal text: whoever has to read a journal at night can.</summary>
public static class RecordCodec
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new TextConverter<Amount>(Amount.Parse),
            new TextConverter<Price>(Price.Parse),
            new TextConverter<Quantity>(Quantity.Parse),
            new TextConverter<Notional>(Notional.Parse),
            new TextConverter<Asset>(text => text.Length == 0 ? default : new Asset(text)),
            new TextConverter<Symbol>(Symbol.Parse),
            new TextConverter<Venue>(text => new Venue(text)),
        },
    };

    public static byte[] Encode<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="InvalidDataException">The bytes are no such record.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new InvalidDataException("A journal record is empty.");
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"A journal record cannot be read: {e.Message}", e);
        }
    }

    private sealed class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value!.ToString());
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Records;

/// <summary>Records as UTF-8 JSON, money as decimal text: whoever has to read a journal at night can.</summary>
public static class RecordCodec
{
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    }.AddMoney();

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
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>Bodies and frames of the private side: rare, so written plainly.</summary>
public static class JsonBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Object(Action<Utf8JsonWriter> write) => Write(writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });

    /// <summary>With so many decimals, cut off: no venue says more than it has.</summary>
    public static string Text(Exact value, int decimals)
    {
        Exact shown = value.Round(decimals, value.Sign < 0 ? Rounding.Ceiling : Rounding.Floor);
        return shown.ToDecimal().ToString("F" + decimals.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}

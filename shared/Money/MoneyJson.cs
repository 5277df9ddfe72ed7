using System.Text.Json;
using System.Text.Json.Serialization;
using Arbit.Markets;

namespace Arbit.Money;

/// <summary>How money is written wherever it is written as JSON: as decimal text, so that no reader turns it into a binary fraction.</summary>
public static class MoneyJson
{
    /// <summary>Makes options that can write money, assets, symbols, venues and closed sets (by name).</summary>
    public static JsonSerializerOptions AddMoney(this JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new TextConverter<Exact>(Exact.Parse));
        options.Converters.Add(new TextConverter<Amount>(Amount.Parse));
        options.Converters.Add(new TextConverter<Price>(Price.Parse));
        options.Converters.Add(new TextConverter<Quantity>(Quantity.Parse));
        options.Converters.Add(new TextConverter<Notional>(Notional.Parse));
        options.Converters.Add(new TextConverter<Asset>(text => text.Length == 0 ? default : new Asset(text)));
        options.Converters.Add(new TextConverter<Symbol>(Symbol.Parse));
        options.Converters.Add(new TextConverter<Venue>(text => new Venue(text)));
        options.Converters.Add(new TextConverter<Bps>(Bps.Parse));
        return options;
    }

    /// <summary>Text that is none is a fault of the JSON, as any other is.</summary>
    private sealed class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value!.ToString());
    }
}

using System.Globalization;
using System.Text.Json;

namespace Arbit.Tests.Replay.Alterations;

/// <summary>A Kraken book as plainly as it can be written: decimals in dictionaries, cut to the depth after every message.</summary>
public sealed class KrakenReferenceBook(int depth)
{
    private readonly Dictionary<decimal, decimal> _bids = [];
    private readonly Dictionary<decimal, decimal> _asks = [];

    /// <summary>Both sides' ten best levels, as one text.</summary>
    public string TopTen
        => string.Join(' ', _asks.OrderBy(level => level.Key).Take(10).Concat(_bids.OrderByDescending(level => level.Key).Take(10))
            .Select(level => string.Create(CultureInfo.InvariantCulture, $"{Plain(level.Key)}×{Plain(level.Value)}")));

    public void Apply(byte[] frame)
    {
        using var document = JsonDocument.Parse(frame);
        var message = document.RootElement;
        if (message.GetProperty("type").GetString() == "snapshot")
        {
            _bids.Clear();
            _asks.Clear();
        }

        foreach (var item in message.GetProperty("data").EnumerateArray())
        {
            Apply(_bids, item, "bids", worstFirst: prices => prices.Min());
            Apply(_asks, item, "asks", worstFirst: prices => prices.Max());
        }
    }

    private void Apply(Dictionary<decimal, decimal> side, JsonElement item, string name, Func<IEnumerable<decimal>, decimal> worstFirst)
    {
        if (item.TryGetProperty(name, out var levels))
        {
            foreach (var level in levels.EnumerateArray())
            {
                var price = Number(level, "price");
                var quantity = Number(level, "qty");
                if (quantity == 0)
                    side.Remove(price);
                else
                    side[price] = quantity;
            }
        }

        while (side.Count > depth)
            side.Remove(worstFirst(side.Keys));
    }

    /// <summary>Without trailing zeros.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static decimal Number(JsonElement level, string name)
    {
        var value = level.GetProperty(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}

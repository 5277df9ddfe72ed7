using System.Text.Json;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Kucoin;

/// <summary>GET /api/v2/symbols (and v1): increments and minimum sizes; the smallest notional is minFunds, or quoteMinSize.</summary>
public static class KucoinInstruments
{
    public static IReadOnlyList<ListedInstrument> Read(JsonElement body)
    {
        var listed = new List<ListedInstrument>();
        foreach (var item in body.GetProperty("data").EnumerateArray())
        {
            var name = item.GetProperty("symbol").GetString()!;
            if (!Symbol.TryParse($"{item.GetProperty("baseCurrency").GetString()}/{item.GetProperty("quoteCurrency").GetString()}", out var symbol))
                continue;
            listed.Add(new ListedInstrument(
                name,
                symbol,
                new Price(item.Exact("priceIncrement")),
                new Quantity(item.Exact("baseIncrement")),
                new Quantity(item.Exact("baseMinSize")),
                new Notional(item.Exact("minFunds", item.Exact("quoteMinSize"))),
                !item.TryGetProperty("enableTrading", out var trading) || trading.GetBoolean()));
        }

        return listed;
    }
}

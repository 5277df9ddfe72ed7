using System.Text.Json;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Binance;

/// <summary>GET /api/v3/exchangeInfo: PRICE_FILTER, LOT_SIZE and (MIN_)NOTIONAL of every symbol.</summary>
public static class BinanceInstruments
{
    public static IReadOnlyList<ListedInstrument> Read(JsonElement body)
    {
        var listed = new List<ListedInstrument>();
        foreach (var symbol in body.GetProperty("symbols").EnumerateArray())
        {
            var baseCode = symbol.GetProperty("baseAsset").GetString();
            var quoteCode = symbol.GetProperty("quoteAsset").GetString();
            if (!Asset.IsCode(baseCode) || !Asset.IsCode(quoteCode) || baseCode == quoteCode)
                continue;
            var price = Filter(symbol, "PRICE_FILTER");
            var lot = Filter(symbol, "LOT_SIZE");
            var notional = Filter(symbol, "NOTIONAL") ?? Filter(symbol, "MIN_NOTIONAL");
            listed.Add(new ListedInstrument(
                symbol.GetProperty("symbol").GetString()!,
                new Symbol(new Asset(baseCode!), new Asset(quoteCode!)),
                new Price(price?.Exact("tickSize") ?? Exact.Zero),
                new Quantity(lot?.Exact("stepSize") ?? Exact.Zero),
                new Quantity(lot?.Exact("minQty") ?? Exact.Zero),
                new Notional(notional?.Exact("minNotional") ?? Exact.Zero),
                !symbol.TryGetProperty("status", out var status) || status.GetString() == "TRADING"));
        }

        return listed;
    }

    private static JsonElement? Filter(JsonElement symbol, string type)
    {
        foreach (var filter in symbol.GetProperty("filters").EnumerateArray())
        {
            if (filter.GetProperty("filterType").GetString() == type)
                return filter;
        }

        return null;
    }
}

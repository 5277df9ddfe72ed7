using System.Text.Json;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>
/// The v2 instrument channel's snapshot (pairs with increments and precisions); an older REST AssetPairs body is read as well.
/// </summary>
public static class KrakenInstruments
{
    public static IReadOnlyList<ListedInstrument> Read(JsonElement body)
        => body.TryGetProperty("result", out var pairs) ? ReadAssetPairs(pairs) : ReadChannel(body.GetProperty("data").GetProperty("pairs"));

    private static List<ListedInstrument> ReadChannel(JsonElement pairs)
    {
        var listed = new List<ListedInstrument>();
        foreach (var pair in pairs.EnumerateArray())
        {
            var name = pair.GetProperty("symbol").GetString()!;
            if (!Symbol.TryParse(name, out var symbol))
                continue;
            listed.Add(new ListedInstrument(
                name,
                symbol,
                new Price(pair.Exact("price_increment")),
                new Quantity(pair.Exact("qty_increment")),
                new Quantity(pair.Exact("qty_min")),
                new Notional(pair.Exact("cost_min")),
                !pair.TryGetProperty("status", out var status) || status.GetString() == "online",
                (int)pair.Exact("price_precision", new Exact(-1, 0)).Mantissa,
                (int)pair.Exact("qty_precision", new Exact(-1, 0)).Mantissa));
        }

        return listed;
    }

    private static List<ListedInstrument> ReadAssetPairs(JsonElement pairs)
    {
        var listed = new List<ListedInstrument>();
        foreach (var pair in pairs.EnumerateObject().Select(p => p.Value))
        {
            if (!pair.TryGetProperty("wsname", out var name) || !Symbol.TryParse(Modern(name.GetString()!), out var symbol))
                continue;
            var priceDecimals = (int)pair.Exact("pair_decimals").Mantissa;
            var quantityDecimals = (int)pair.Exact("lot_decimals").Mantissa;
            var tick = pair.Exact("tick_size", new Exact(1, priceDecimals));
            listed.Add(new ListedInstrument(
                symbol.ToString(),
                symbol,
                new Price(tick),
                new Quantity(new Exact(1, quantityDecimals)),
                new Quantity(pair.Exact("ordermin")),
                new Notional(pair.Exact("costmin")),
                !pair.TryGetProperty("status", out var status) || status.GetString() == "online",
                priceDecimals,
                quantityDecimals));
        }

        return listed;
    }

    /// <summary>The REST list still says XBT and XDG where the v2 stream says BTC and DOGE.</summary>
    private static string Modern(string wsname)
        => string.Join('/', wsname.Split('/').Select(code => code switch { "XBT" => "BTC", "XDG" => "DOGE", _ => code }));
}

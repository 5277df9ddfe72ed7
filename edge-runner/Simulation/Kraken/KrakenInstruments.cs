using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>The snapshot of the instrument channel, key for key as captured (2023), number tokens included: increments
/// below 0.000001 are printed as <c>1E-8</c>.</summary>
public static class KrakenInstruments
{
    public static byte[] Snapshot(Utf8Text text, IReadOnlyList<SimulatedInstrument> instruments)
    {
        text.Begin().Raw("{\"channel\":\"instrument\",\"type\":\"snapshot\",\"data\":{\"assets\":["u8);
        string[] assets = [.. instruments.SelectMany(instrument => new[] { instrument.Quote, instrument.Base })
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (int index = 0; index < assets.Length; index++)
        {
            if (index > 0) text.Raw(","u8);
            Asset(text, assets[index]);
        }

        text.Raw("],\"pairs\":["u8);
        for (int index = 0; index < instruments.Count; index++)
        {
            if (index > 0) text.Raw(","u8);
            Pair(text, instruments[index]);
        }

        return text.Raw("]}}"u8).ToArray();
    }

    private static void Asset(Utf8Text text, string asset)
    {
        (int precision, int display) = asset switch
        {
            "USD" => (4, 2),
            "USDT" or "USDC" => (8, 4),
            _ => (10, 5),
        };
        text.Raw("{\"id\":\""u8).Raw(asset).Raw("\",\"status\":\"enabled\",\"precision\":"u8).Number(precision)
            .Raw(",\"precision_display\":"u8).Number(display)
            .Raw(",\"borrowable\":true,\"collateral_value\":1.00,\"margin_rate\":0.020000}"u8);
    }

    private static void Pair(Utf8Text text, SimulatedInstrument instrument)
    {
        text.Raw("{\"symbol\":\""u8).Raw(instrument.VenueSymbol).Raw("\",\"base\":\""u8).Raw(instrument.Base).Raw("\",\"quote\":\""u8)
            .Raw(instrument.Quote)
            .Raw("\",\"status\":\"online\",\"qty_precision\":"u8).Number(instrument.QuantityDecimals).Raw(",\"qty_increment\":"u8);
        Increment(text, instrument.QuantityDecimals).Raw(",\"price_precision\":"u8).Number(instrument.PriceDecimals)
            .Raw(",\"cost_precision\":"u8)
            .Number(Math.Max(5, instrument.PriceDecimals + 3)).Raw(",\"marginable\":false,\"has_index\":true,\"cost_min\":"u8)
            .Fixed(instrument.MinNotional, instrument.Quote == "BTC" ? 5 : 2).Raw(",\"tick_size\":"u8);
        Increment(text, instrument.PriceDecimals).Raw(",\"price_increment\":"u8);
        Increment(text, instrument.PriceDecimals).Raw(",\"qty_min\":"u8).Fixed(instrument.MinQuantity, 8).Raw("}"u8);
    }

    private static Utf8Text Increment(Utf8Text text, int decimals) =>
        decimals > 6 ? text.Raw("1E-"u8).Number(decimals) : text.Fixed(1, decimals, decimals);
}

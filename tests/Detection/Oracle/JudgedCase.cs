using System.Globalization;
using System.Text.Json.Nodes;

namespace Arbit.Tests.Detection.Oracle;

/// <summary>A case as plain numbers: what the oracle judges, and the file that the product is handed.</summary>
public sealed record JudgedCase(
    decimal ThresholdBps,
    decimal Notional,
    long MaxAgeMs,
    IReadOnlyDictionary<(string From, string To), decimal> Basis,
    IReadOnlyDictionary<(string Venue, string Asset), decimal> Balances,
    IReadOnlyList<JudgedInstrument> Instruments)
{
    /// <summary>Where rates are measured and not stated: by which price one dollar is turned into another, over which, under which.</summary>
    public IReadOnlyDictionary<(string From, string To), (decimal Over, decimal Under)>? Rates { get; init; }

    public static readonly string[] Dollars = ["USD", "USDC", "USDT"];

    public string Json()
    {
        var venues = Instruments.GroupBy(instrument => instrument.Venue).Select(venue => (JsonNode)new JsonObject
        {
            ["venue"] = venue.Key,
            ["takerBps"] = Text(venue.First().TakerBps),
            ["feeAsset"] = venue.First().FeeInQuote ? "quote" : "received",
            ["balances"] = new JsonObject(Balances.Where(b => b.Key.Venue == venue.Key).Select(b => KeyValuePair.Create(b.Key.Asset, (JsonNode?)Text(b.Value)))),
            ["instruments"] = new JsonArray([.. venue.Select(InstrumentNode)]),
            ["books"] = new JsonArray([.. venue.Select(BookNode)]),
        });
        return new JsonObject
        {
            ["config"] = new JsonObject { ["thresholdBps"] = Text(ThresholdBps), ["notional"] = Text(Notional), ["maxAgeMs"] = MaxAgeMs },
            ["basis"] = new JsonObject(Basis.Select(b => KeyValuePair.Create($"{b.Key.From}/{b.Key.To}", (JsonNode?)Text(b.Value)))),
            ["venues"] = new JsonArray([.. venues]),
        }.ToJsonString();
    }

    private static JsonNode InstrumentNode(JudgedInstrument instrument) => new JsonObject
    {
        ["symbol"] = instrument.Symbol,
        ["tick"] = Text(instrument.Tick),
        ["lot"] = Text(instrument.Lot),
        ["minQuantity"] = Text(instrument.MinQuantity),
        ["minNotional"] = Text(instrument.MinNotional),
        ["takerBps"] = Text(instrument.TakerBps),
        ["feeAsset"] = instrument.FeeIn ?? (instrument.FeeInQuote ? "quote" : "received"),
    };

    private static JsonNode BookNode(JudgedInstrument instrument) => new JsonObject
    {
        ["symbol"] = instrument.Symbol,
        ["ageMs"] = instrument.AgeMs,
        ["bids"] = Levels(instrument.Bids),
        ["asks"] = Levels(instrument.Asks),
    };

    private static JsonArray Levels((decimal Price, decimal Quantity)[] levels)
        => new([.. levels.Select(level => new JsonArray(Text(level.Price), Text(level.Quantity)))]);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

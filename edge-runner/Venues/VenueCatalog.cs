using System.Text.Json;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Venues.Binance;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.EdgeRunner.Venues.Kraken;
using Arbit.EdgeRunner.Venues.Kucoin;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Venues;

/// <summary>The venues that Arbit speaks to: a new one is a folder with its codec, and a line here.</summary>
public static class VenueCatalog
{
    private static readonly VenueDefinition[] Known =
    [
        new("binance", venue => new BinanceCodec(venue), BinanceInstruments.Read, _ => new BinanceProtocol(), () => new UpdateIdQuoteProof()),
        new("kraken", venue => new KrakenCodec(venue), KrakenInstruments.Read, options => new KrakenProtocol(options.BookDepth), null),
        new("kucoin", venue => new KucoinCodec(venue), KucoinInstruments.Read, _ => new KucoinProtocol(), () => new SequenceQuoteProof()),
    ];

    public static IReadOnlyList<VenueDefinition> All => Known;

    public static string Names => string.Join('|', Known.Select(v => v.Name));

    public static VenueDefinition? Find(string name) => Array.Find(Known, v => v.Name == name);
}

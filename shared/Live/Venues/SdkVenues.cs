using Arbit.Markets;

namespace Arbit.Live.Venues;

/// <summary>The venues that have a client, a line each. One that needs no class of its own is its client's shared interfaces and nothing more.</summary>
public static class SdkVenues
{
    private static readonly Dictionary<string, Func<Venue, VenueAccess, SdkVenue>> Known = new(StringComparer.Ordinal)
    {
        ["binance"] = BinanceSdk.Open,
        ["kraken"] = KrakenSdk.Open,
        ["kucoin"] = KucoinSdk.Open,
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <exception cref="ArgumentException">There is no client for it.</exception>
    public static SdkVenue Open(Venue venue, VenueAccess access) => Known.TryGetValue(venue.Name, out var open)
        ? open(venue, access)
        : throw new ArgumentException($"There is no client for {venue}; there are for {string.Join(", ", Known.Keys)}.", nameof(venue));
}

using Arbit.Money;

namespace Arbit.Markets;

/// <summary>
/// What is what: a venue's code for an asset is that asset only where this says so (lesson L26, ccxt #25500: the same ticker was
/// another coin). Assets that are not in it are known by nothing but a name, and never make a pair of two venues.
/// </summary>
public sealed class AssetRegistry
{
    private readonly HashSet<Asset> _assets;
    private readonly Dictionary<(Venue, Asset), Asset> _codes;

    /// <param name="assets">Those that are known, by their canonical names.</param>
    /// <param name="codes">
    /// Where a venue's own code is another than the canonical name (Kraken: XBT, XXBT → BTC; ZUSD → USD), or where its code is that
    /// of another coin and has to be kept apart (a venue's ONE → ONE.OTHER).
    /// </param>
    public AssetRegistry(IEnumerable<Asset> assets, IEnumerable<(Venue Venue, Asset Code, Asset Asset)> codes)
    {
        _assets = assets.ToHashSet();
        _codes = codes.ToDictionary(code => (code.Venue, code.Code), code => code.Asset);
    }

    public bool Knows(Asset asset) => _assets.Contains(asset);

    /// <summary>The asset that a venue means by a code.</summary>
    public Asset Of(Venue venue, Asset code) => _codes.GetValueOrDefault((venue, code), code);

    public Symbol Of(Venue venue, Symbol symbol) => new(Of(venue, symbol.Base), Of(venue, symbol.Quote));
}

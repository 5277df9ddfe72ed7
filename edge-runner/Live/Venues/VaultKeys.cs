using Arbit.Accounts.Keys;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// Keys out of the edge's own vault (<c>Keys--binance--Trade--Key</c>, <c>--Secret</c>, <c>--Passphrase</c>: the same names as in the
/// functions'); what is not there may be elsewhere.
/// </summary>
/// <param name="secrets">By the names of settings.</param>
/// <param name="others">Where else.</param>
public sealed class VaultKeys(IReadOnlyDictionary<string, string?> secrets, IVenueKeys others) : IVenueKeys
{
    public VenueKey? Find(Venue venue, KeyRole role)
    {
        var name = $"Keys:{venue.Name}:{role}";
        return secrets.GetValueOrDefault($"{name}:Key") is { Length: > 0 } key && secrets.GetValueOrDefault($"{name}:Secret") is { Length: > 0 } secret
            ? new VenueKey(key, secret, secrets.GetValueOrDefault($"{name}:Passphrase") ?? "")
            : others.Find(venue, role);
    }
}

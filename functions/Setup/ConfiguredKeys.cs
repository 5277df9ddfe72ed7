using Arbit.Accounts.Keys;
using Arbit.Markets;
using Microsoft.Extensions.Configuration;

namespace Arbit.Functions.Setup;

/// <summary>
/// Keys from the settings: <c>Keys:VENUE:Withdraw:Key</c>, <c>:Secret</c>, <c>:Passphrase</c>, and <c>Earn</c> likewise; in the vault
/// <c>Keys--VENUE--Withdraw--Key</c>. A key that trades has no name here.
/// </summary>
/// <param name="section">Where <c>Keys</c> is.</param>
internal sealed class ConfiguredKeys(IConfiguration section) : IVenueKeys
{
    public static string NameOf(Venue venue, KeyRole role) => $"Keys:{venue.Name}:{role}";

    public VenueKey? Find(Venue venue, KeyRole role)
    {
        var key = section.GetSection(NameOf(venue, role));
        return role != KeyRole.Trade && key["Key"] is { Length: > 0 } name && key["Secret"] is { Length: > 0 } secret
            ? new VenueKey(name, secret, key["Passphrase"] ?? "")
            : null;
    }
}

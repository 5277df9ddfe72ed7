using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Configuration;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>
/// The accounts of venues that a live build is rehearsed against: the configured balances and fees, and a key a role that may do what its role
/// does and nothing else. They open nothing but simulated venues, so they are no secrets.
/// </summary>
public static class RehearsalAccounts
{
    // Base64, which Kraken's secrets are; to the others it is text like any other.
    private const string Secret = "c2ltdWxhdGVkLXNlY3JldC1vZi1uby13b3J0aA==";

    private static readonly (KeyRole Role, KeyRights Rights)[] Roles = [(KeyRole.Trade, KeyRights.Trade), (KeyRole.Withdraw, KeyRights.Withdraw), (KeyRole.Earn, KeyRights.Earn)];

    public static SimulatedAccountOptions Of(ConfiguredVenue venue)
    {
        var keys = Roles.Select(each => new SimulatedKey(KeyOf(venue.Definition.Venue, each.Role).Key, Secret, KeyOf(venue.Definition.Venue, each.Role).Passphrase, each.Rights)).ToList();
        return new SimulatedAccountOptions(
            keys[0].Key,
            keys[0].Secret,
            keys[0].Passphrase,
            venue.Fees,
            venue.Balances.ToDictionary(balance => balance.Key.Code, balance => balance.Value.Value.ToDecimal(), StringComparer.Ordinal))
        {
            OtherKeys = keys[1..],
        };
    }

    public static VenueKey KeyOf(Venue venue, KeyRole role) => new($"simulated-{venue}-{role}".ToLowerInvariant(), Secret, "simulated-passphrase");
}

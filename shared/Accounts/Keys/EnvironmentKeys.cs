using Arbit.Markets;

namespace Arbit.Accounts.Keys;

/// <summary>Keys out of the environment, where a host's vault puts them: ARBIT_BINANCE_TRADE_KEY, …_SECRET, and for KuCoin …_PASSPHRASE.</summary>
/// <param name="read">Of a variable; null where there is none.</param>
public sealed class EnvironmentKeys(Func<string, string?> read) : IVenueKeys
{
    public VenueKey? Find(Venue venue, KeyRole role)
        => read(NameOf(venue, role, "KEY")) is { Length: > 0 } key && read(NameOf(venue, role, "SECRET")) is { Length: > 0 } secret
            ? new VenueKey(key.Trim(), secret.Trim(), read(NameOf(venue, role, "PASSPHRASE"))?.Trim() ?? "")
            : null;

    /// <summary>What a person does about a key that is missing.</summary>
    public static string HowTo(Venue venue, KeyRole role)
        => $"set {NameOf(venue, role, "KEY")} and {NameOf(venue, role, "SECRET")}{(venue.Name == "kucoin" ? $" and {NameOf(venue, role, "PASSPHRASE")}" : "")} in its environment.";

    /// <summary>The variable of one part: KEY, SECRET or PASSPHRASE.</summary>
    public static string NameOf(Venue venue, KeyRole role, string part)
        => $"ARBIT_{venue.Name.Replace('-', '_')}_{role}_{part}".ToUpperInvariant();
}

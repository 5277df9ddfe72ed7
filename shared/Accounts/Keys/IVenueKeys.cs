using Arbit.Markets;

namespace Arbit.Accounts.Keys;

/// <summary>Where keys come from: a vault, or the environment.</summary>
public interface IVenueKeys
{
    /// <summary>Null where the account has none for the role.</summary>
    VenueKey? Find(Venue venue, KeyRole role);
}

using Arbit.Money;

namespace Arbit.Accounts.Moves;

/// <summary>What a venue has staked for the account.</summary>
/// <param name="VenueId">Of the position; null where the venue keeps one sum for the product.</param>
/// <param name="Total">With its yield, whatever of it is being released included.</param>
/// <param name="Yield">Of it.</param>
/// <param name="Releasing">Of it, asked back and not yet free.</param>
/// <param name="ReleasesAt">When that comes free; null for nothing or unknown.</param>
/// <param name="At">When the position was taken; null where there is one sum.</param>
public sealed record StakedPosition(string Product, Asset Asset, string? VenueId, Amount Total, Amount Yield, Amount Releasing, DateTimeOffset? ReleasesAt, DateTimeOffset? At);

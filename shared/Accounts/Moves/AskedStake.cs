using Arbit.Money;

namespace Arbit.Accounts.Moves;

/// <summary>A stake as it was asked for, kept because no venue knows ids of ours for them.</summary>
/// <param name="At">When it was about to be submitted.</param>
/// <param name="VenueId">The position's own id, where the venue keeps positions apart and has told it.</param>
/// <param name="Course">How far it is known to be.</param>
/// <param name="ReleaseAskedAt">When it was asked back; null before.</param>
public sealed record AskedStake(
    string Id,
    string Product,
    Asset Asset,
    Amount Amount,
    DateTimeOffset At,
    string? VenueId,
    StakeCourse Course,
    DateTimeOffset? ReleaseAskedAt);

/// <summary>How far a stake is known to be. A closed set.</summary>
public enum StakeCourse
{
    /// <summary>Posted, or about to be: nobody knows.</summary>
    Asked,

    /// <summary>Turned down: it does not exist.</summary>
    Refused,
    Staked,

    /// <summary>Its release is posted, or about to be.</summary>
    ReleaseAsked,
    Released,
}

using Arbit.Money;

namespace Arbit.Accounts.Moves;

/// <summary>A line of a venue's list of withdrawals.</summary>
/// <param name="VenueId">Its own id.</param>
/// <param name="OurId">As it was sent along and is told back; null where the venue has no place for it.</param>
/// <param name="Destination">The address, or the name that the account gave it.</param>
/// <param name="Amount">What arrives.</param>
public sealed record ListedWithdrawal(
    string VenueId,
    string? OurId,
    Asset Asset,
    string Destination,
    Amount Amount,
    Amount Fee,
    DateTimeOffset At,
    WithdrawalState State,
    string? Transaction);

namespace Arbit.Accounts.Moves;

/// <summary>A withdrawal as it was asked for, kept because not every venue knows ids of ours.</summary>
/// <param name="At">When it was about to be submitted.</param>
/// <param name="VenueId">The venue's own id, once its answer has told it, or the list has.</param>
public sealed record AskedWithdrawal(WithdrawalOrder Order, DateTimeOffset At, string? VenueId);

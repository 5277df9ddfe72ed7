using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>A withdrawal as its venue has it.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Fee">As charged.</param>
/// <param name="Transaction">On the chain; null before it is there.</param>
public sealed record WithdrawalView(string Id, Asset Asset, string Network, Amount Amount, Amount Fee, WithdrawalState State, string? Transaction);

/// <summary>Where a withdrawal is. A closed set.</summary>
public enum WithdrawalState
{
    /// <summary>Taken; the amount and fee have left the balance.</summary>
    Pending,

    /// <summary>On the chain.</summary>
    Sent,

    /// <summary>Confirmed.</summary>
    Completed,

    /// <summary>Given up after it was taken: amount and fee are back in the balance.</summary>
    Returned,
}

using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>A stake as its venue has it.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Amount">Without yield.</param>
/// <param name="Yield">Credited so far, in the asset; it is staked with the rest.</param>
/// <param name="ReleasesAt">When what was asked back, or is locked, comes free.</param>
public sealed record StakeView(string Id, string Product, Asset Asset, Amount Amount, Amount Yield, StakeState State, DateTimeOffset? ReleasesAt);

/// <summary>Where a stake is. A closed set.</summary>
public enum StakeState
{
    Staked,

    /// <summary>Asked back, and not yet free.</summary>
    Releasing,

    /// <summary>Back in the trading account, with its yield.</summary>
    Released,
}

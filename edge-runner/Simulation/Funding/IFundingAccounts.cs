using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// The accounts that trade, as the rest of a venue moves money in and out of them. A movement that was made before, in this life or
/// in one that this account remembers, is not made again: after the plug was pulled between the venue's line and the account's,
/// the venue asks for it once more.
/// </summary>
public interface IFundingAccounts
{
    /// <summary>Every asset that the account holds: all of it, and what no order has locked.</summary>
    IEnumerable<(Asset Asset, Amount Total, Amount Free)> BalancesOf(Venue venue);

    /// <summary>False where less is free: then nothing happens.</summary>
    bool TryTake(FundingMovement movement);

    void Give(FundingMovement movement);
}

using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>The accounts behind the venues' wire formats. A venue without one holds nothing, and what comes to it is an error of the plan.</summary>
public sealed class SimulatedFundingAccounts(Func<string, SimulatedAccount?> accounts) : IFundingAccounts
{
    public IEnumerable<(Asset Asset, Amount Total, Amount Free)> BalancesOf(Venue venue)
        => accounts(venue.Name)?.Balances.Select(balance => (balance.Asset, balance.Balance.Total, balance.Balance.Free)) ?? [];

    public bool TryTake(FundingMovement movement)
        => accounts(movement.Venue.Name) is { } account && account.TryMove(movement.Id, movement.Asset, -movement.Amount);

    /// <exception cref="InvalidOperationException">The venue has no account.</exception>
    public void Give(FundingMovement movement)
    {
        if (accounts(movement.Venue.Name) is not { } account)
            throw new InvalidOperationException($"{movement.Venue} has no account for {movement.Amount} {movement.Asset}.");
        account.TryMove(movement.Id, movement.Asset, movement.Amount);
    }
}

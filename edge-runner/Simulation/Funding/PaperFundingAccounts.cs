using Arbit.EdgeRunner.Execution.Paper;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>The paper venue's accounts: what is moved in and out of them is in its own log, and each movement once.</summary>
public sealed class PaperFundingAccounts(PaperVenue paper) : IFundingAccounts
{
    public IEnumerable<(Asset Asset, Amount Total, Amount Free)> BalancesOf(Venue venue)
        => paper.AccountOf(venue).Balances.Select(balance => (balance.Asset, balance.Balance.Total, balance.Balance.Free));

    public bool TryTake(FundingMovement movement) => paper.TryMove(movement.Id, movement.Venue, movement.Asset, -movement.Amount);

    public void Give(FundingMovement movement) => paper.TryMove(movement.Id, movement.Venue, movement.Asset, movement.Amount);
}

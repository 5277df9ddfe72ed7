using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>The paper venue's accounts, with a second count of what was moved in and out of them outside trading.</summary>
internal sealed class YearAccounts(IFundingAccounts accounts) : IFundingAccounts
{
    private readonly SortedDictionary<(Venue Venue, Asset Asset), Amount> _moved = [];

    /// <summary>Movements made.</summary>
    public long Count { get; private set; }

    public Amount MovedInto(Venue venue, Asset asset) => _moved.GetValueOrDefault((venue, asset));

    public IEnumerable<(Asset Asset, Amount Total, Amount Free)> BalancesOf(Venue venue) => accounts.BalancesOf(venue);

    public bool TryTake(FundingMovement movement)
    {
        if (!accounts.TryTake(movement))
            return false;
        Add(movement, -movement.Amount);
        return true;
    }

    public void Give(FundingMovement movement)
    {
        accounts.Give(movement);
        Add(movement, movement.Amount);
    }

    private void Add(FundingMovement movement, Amount change)
    {
        Count++;
        _moved[(movement.Venue, movement.Asset)] = MovedInto(movement.Venue, movement.Asset) + change;
    }
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Accounts that nothing trades in: balances by venue and asset.</summary>
public sealed class MemoryFundingAccounts : IFundingAccounts
{
    private readonly SortedDictionary<(string Venue, string Asset), Amount> _balances = [];
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>Sets a balance, whatever it was: an opening, or what a simulated fill left.</summary>
    public void Set(Venue venue, Asset asset, Amount amount) => _balances[(venue.Name, asset.Code)] = amount;

    public Amount Of(Venue venue, Asset asset) => _balances.GetValueOrDefault((venue.Name, asset.Code));

    public IEnumerable<(Asset Asset, Amount Total, Amount Free)> BalancesOf(Venue venue)
        => _balances.Where(balance => balance.Key.Venue == venue.Name).Select(balance => (new Asset(balance.Key.Asset), balance.Value, balance.Value));

    public bool TryTake(FundingMovement movement)
    {
        if (_made.Contains(movement.Id))
            return true;
        var left = Of(movement.Venue, movement.Asset) - movement.Amount;
        if (left.Sign < 0)
            return false;
        _made.Add(movement.Id);
        Set(movement.Venue, movement.Asset, left);
        return true;
    }

    public void Give(FundingMovement movement)
    {
        if (_made.Add(movement.Id))
            Set(movement.Venue, movement.Asset, Of(movement.Venue, movement.Asset) + movement.Amount);
    }
}

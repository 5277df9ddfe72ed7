using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What withdrawals cost, by the venues' own books and the market's true prices when each is first seen: the slow side is not asked.</summary>
internal sealed class YearCosts(SimulatedFunding funding, CoarseMarket market, IReadOnlyList<Venue> venues)
{
    private readonly SortedDictionary<long, (Withdrawal Newest, Amount Dollars)> _seen = [];

    /// <summary>Transfers between accounts that were not returned.</summary>
    public long Count => Kept(isGold: false).Count();

    public Amount Dollars => Kept(isGold: false).Aggregate(Amount.Zero, (sum, seen) => sum + seen.Dollars);

    /// <summary>Withdrawals to the cold wallet.</summary>
    public long Gold => Kept(isGold: true).Count();

    public Amount GoldDollars => Kept(isGold: true).Aggregate(Amount.Zero, (sum, seen) => sum + seen.Dollars);

    public long Returned => _seen.Values.Count(seen => seen.Newest.State == WithdrawalState.Returned);

    public void Look()
    {
        foreach (var withdrawal in venues.SelectMany(funding.WithdrawalsOf))
        {
            var dollars = _seen.TryGetValue(withdrawal.Number, out var before) ? before.Dollars : Amount.From(withdrawal.Fee.Value * market.DollarsOf(withdrawal.Asset), Rounding.Ceiling);
            _seen[withdrawal.Number] = (withdrawal, dollars);
        }
    }

    private IEnumerable<(Withdrawal Newest, Amount Dollars)> Kept(bool isGold)
        => _seen.Values.Where(seen => seen.Newest.State != WithdrawalState.Returned && seen.Newest.Asset.Code == "PAXG" == isGold);
}

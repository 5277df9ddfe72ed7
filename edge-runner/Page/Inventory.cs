using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Page.State;
using Arbit.Money;
using Arbit.Strategy.Drift;

namespace Arbit.EdgeRunner.Page;

/// <summary>Balances by account against their targets, judged as the drift rules judge them.</summary>
internal static class Inventory
{
    /// <param name="balances">Every place of the ledger.</param>
    /// <param name="venues">Accounts that there are, also those with nothing in them.</param>
    /// <param name="destinations">Where a transfer goes to, by its id; one that is not there goes to no account.</param>
    /// <param name="targets">What should be where.</param>
    public static InventoryView Of(
        IReadOnlyList<BalanceView> balances, IEnumerable<string> venues, IReadOnlyDictionary<string, string> destinations, InventoryTargets targets)
    {
        var placed = balances.Select(balance => (Balance: balance, Account: AccountOf(balance, destinations))).ToList();
        var accounts = placed.Where(item => item.Account is not null && item.Balance.Place == item.Account).Select(item => item.Account!)
            .Concat(venues).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var known = accounts.ToHashSet(StringComparer.Ordinal);
        var held = accounts.Select(account => Holdings(account, placed.Where(item => item.Account == account).Select(item => item.Balance), targets)).ToList();
        var values = held.Select(ValueOf).ToList();
        var shares = DriftShares.Of(values, accounts.Select(targets.Of).ToList(), targets.Threshold);
        return new InventoryView
        {
            ThresholdPoints = targets.Threshold.ToDecimal(),
            Accounts = accounts.Select((account, i) => new AccountView
            {
                Venue = account,
                ValueUsd = Shown(values[i]),
                TargetUsd = Shown(shares[i].Target),
                DriftPoints = shares[i].Points.ToDecimal(),
                IsOver = shares[i].IsOver,
                Assets = held[i],
            }).ToList(),
            Elsewhere = placed.Where(item => item.Account is null || !known.Contains(item.Account)).Select(item => item.Balance).ToList(),
        };
    }

    private static string? AccountOf(BalanceView balance, IReadOnlyDictionary<string, string> destinations)
    {
        var place = new Place(balance.Place);
        return place.Kind switch
        {
            PlaceKind.Trading => balance.Place,
            PlaceKind.InTransit => destinations.GetValueOrDefault(balance.Place[(balance.Place.IndexOf(':', StringComparison.Ordinal) + 1)..]),
            _ => null,
        };
    }

    private static List<HoldingView> Holdings(string account, IEnumerable<BalanceView> balances, InventoryTargets targets)
    {
        var assets = balances.GroupBy(balance => balance.Asset, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Holding(account, group.Key, group.ToList())).ToList();

        // What has no rate has no share either; nobody can say what it should be.
        var rated = assets.Where(asset => asset.ValueUsd is not null).ToList();
        var weights = rated.Select(asset => targets.Of(account, asset.Asset)).ToList();
        var shares = DriftShares.Of(rated.Select(asset => Exact.FromDecimal(asset.ValueUsd!.Value)).ToList(), weights, targets.Threshold);
        var byAsset = rated.Zip(shares).ToDictionary(pair => pair.First.Asset, pair => pair.Second, StringComparer.Ordinal);
        return assets.Select(asset => !byAsset.TryGetValue(asset.Asset, out var share) ? asset : asset with
        {
            TargetUsd = Shown(share.Target),
            DriftPoints = share.Points.ToDecimal(),
            IsOver = share.IsOver,
        }).ToList();
    }

    private static HoldingView Holding(string account, string asset, List<BalanceView> parts)
    {
        var here = parts.Where(part => part.Place == account).ToList();
        return new HoldingView
        {
            Asset = asset,
            Free = here.Sum(part => part.Free),
            Reserved = here.Sum(part => part.Reserved),
            InTransit = parts.Where(part => part.Place != account).Sum(part => part.Total),
            Total = parts.Sum(part => part.Total),
            ValueUsd = parts.Any(part => part.ValueUsd is null) ? null : parts.Sum(part => part.ValueUsd),
            TargetUsd = null,
            DriftPoints = null,
            IsOver = false,
        };
    }

    private static Exact ValueOf(List<HoldingView> assets) => assets.Aggregate(Exact.Zero, (sum, asset) => sum + Exact.FromDecimal(asset.ValueUsd ?? 0));

    /// <summary>Dollars to the cent: a third of a dollar has more digits than anybody reads.</summary>
    private static decimal Shown(Exact dollars) => dollars.Round(2, Rounding.HalfEven).ToDecimal();
}

using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Page.State;
using Arbit.Money;
using Arbit.Strategy.Drift;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Page;

/// <summary>Balances by account against their targets, measured as the rebalance measures them: only what has a weight drifts.</summary>
internal static class Inventory
{
    /// <param name="balances">Every place of the ledger.</param>
    /// <param name="venues">Accounts that there are, also those with nothing in them.</param>
    /// <param name="settings">The weights; null where nobody rebalances: nothing has a target then.</param>
    public static InventoryView Of(IReadOnlyList<BalanceView> balances, IEnumerable<string> venues, SlowSettings? settings)
    {
        var threshold = settings is null ? DriftRules.Default.Threshold : new Exact(settings.DriftThreshold, 0);
        var accounts = balances.Select(balance => balance.Place).Where(place => new Place(place).Kind == PlaceKind.Trading)
            .Concat(venues).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var parts = balances.ToLookup(balance => accounts.Find(account => IsOf(balance, account)) ?? "", StringComparer.Ordinal);
        var held = accounts.Select(account => Holdings(account, parts[account], settings, threshold)).ToList();
        var measured = held.Select(assets => Sum(assets.Where(asset => asset.TargetUsd is not null))).ToList();
        var weights = accounts.Select(account => (Exact?)new Exact(settings?.AccountWeights.GetValueOrDefault(account, 1) ?? 1, 0)).ToList();
        var shares = DriftShares.Of(measured, weights, threshold);
        return new InventoryView
        {
            ThresholdPoints = threshold.ToDecimal(),
            Accounts = accounts.Select((account, i) => new AccountView
            {
                Venue = account,
                ValueUsd = ToCents(Sum(held[i])),
                MeasuredUsd = ToCents(measured[i]),
                TargetUsd = settings is null ? null : ToCents(shares[i].Target),
                DriftPoints = settings is null ? null : shares[i].Points.ToDecimal(),
                IsOver = settings is not null && shares[i].IsOver,
                Assets = held[i],
            }).ToList(),
            Elsewhere = parts[""].ToList(),
        };
    }

    /// <summary>What is on its way counts where it goes to (lesson L27); its place names that.</summary>
    private static bool IsOf(BalanceView balance, string account) =>
        balance.Place == account || balance.Place.StartsWith($"transit:{account}:", StringComparison.Ordinal);

    private static List<HoldingView> Holdings(string account, IEnumerable<BalanceView> balances, SlowSettings? settings, Exact threshold)
    {
        var assets = balances.GroupBy(balance => balance.Asset, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Holding(account, group.Key, group.ToList())).ToList();
        var measured = assets.Where(asset => asset.ValueUsd is not null && settings is not null && settings.AssetWeights.ContainsKey(asset.Asset)).ToList();
        var weights = measured.Select(asset => (Exact?)new Exact(settings!.AssetWeights[asset.Asset], 0)).ToList();
        var shares = DriftShares.Of(measured.Select(asset => Exact.FromDecimal(asset.ValueUsd!.Value)).ToList(), weights, threshold);
        var byAsset = measured.Zip(shares).ToDictionary(pair => pair.First.Asset, pair => pair.Second, StringComparer.Ordinal);
        return assets.Select(asset => !byAsset.TryGetValue(asset.Asset, out var share) ? asset : asset with
        {
            TargetUsd = ToCents(share.Target),
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
            ValueUsd = parts.Exists(part => part.ValueUsd is null) ? null : parts.Sum(part => part.ValueUsd),
            TargetUsd = null,
            DriftPoints = null,
            IsOver = false,
        };
    }

    private static Exact Sum(IEnumerable<HoldingView> assets) => assets.Aggregate(Exact.Zero, (sum, asset) => sum + Exact.FromDecimal(asset.ValueUsd ?? 0));

    /// <summary>A third of a dollar has more digits than anybody reads.</summary>
    private static decimal ToCents(Exact dollars) => dollars.Round(2, Rounding.HalfEven).ToDecimal();
}

using System.Collections.Frozen;
using Arbit.Money;
using Arbit.Strategy.Drift;

namespace Arbit.EdgeRunner.Page;

/// <summary>What should be where, as weights; equal where none are given (strategy.md, Money Manager).</summary>
/// <param name="Accounts">By venue.</param>
/// <param name="Assets">By venue, then by asset.</param>
/// <param name="Threshold">Percentage points.</param>
public sealed record InventoryTargets(
    IReadOnlyDictionary<string, Exact> Accounts, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Exact>> Assets, Exact Threshold)
{
    public static InventoryTargets Equal { get; } = new(FrozenDictionary<string, Exact>.Empty, FrozenDictionary<string, IReadOnlyDictionary<string, Exact>>.Empty, DriftRules.Default.Threshold);

    public Exact? Of(string venue) => Accounts.TryGetValue(venue, out var weight) ? weight : null;

    public Exact? Of(string venue, string asset) => Assets.TryGetValue(venue, out var assets) && assets.TryGetValue(asset, out var weight) ? weight : null;
}

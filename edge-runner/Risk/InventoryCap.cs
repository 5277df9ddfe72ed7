using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>The most that may be held of an asset over all places but the cold wallet, what is in flight included.</summary>
/// <param name="Most">In the asset's own units, or in dollars.</param>
/// <param name="InDollars">Which of the two.</param>
public sealed record InventoryCap(Exact Most, bool InDollars);

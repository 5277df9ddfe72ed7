using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>One trading account.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Weight">Its target, as a weight among the accounts; null where none is configured for it.</param>
/// <param name="Assets">What it holds, each asset once.</param>
public sealed record AccountPosition(Venue Venue, Exact? Weight, IReadOnlyList<AssetPosition> Assets)
{
    public Exact Total => Assets.Aggregate(Exact.Zero, (sum, asset) => sum + asset.Total);
}

using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>When drift is acted on (strategy.md, Money Manager).</summary>
/// <param name="Threshold">Percentage points; strictly over them something is done.</param>
/// <param name="MinimumTransfer">Dollars; what comes to less between accounts waits, visibly.</param>
/// <param name="Movable">What is moved between accounts, in order of preference where as much of each is free.</param>
public sealed record DriftRules(Exact Threshold, Exact MinimumTransfer, IReadOnlyList<Asset> Movable)
{
    public static DriftRules Default { get; } = new(new Exact(15, 0), new Exact(500, 0), [new("USDT"), new("USDC")]);
}

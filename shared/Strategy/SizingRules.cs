using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>The caps that a size keeps (strategy.md, Q-Bot: depth, size, orders).</summary>
/// <param name="DepthMultiple">The five best levels of every leg hold more than this many times the size: 5 when careful, 2.5 when normal.</param>
/// <param name="DepthShare">A size takes no more than this share of the depth it was priced on: 9,000 bps.</param>
/// <param name="MaxSlippage">The worst level, and the limit, are no farther than this from the priced average: 8 bps.</param>
/// <param name="MaxEvaluations">Sizes tried at most before the best one found is taken.</param>
/// <param name="IgnoresMinimums">Sizes under the venues' minimums are allowed: for the figures of what is refused for them.</param>
public sealed record SizingRules(Exact DepthMultiple, Bps DepthShare, Bps MaxSlippage, int MaxEvaluations, bool IgnoresMinimums = false)
{
    /// <summary>Levels that the depth rule looks at.</summary>
    public const int TopLevels = 5;

    /// <summary>Careful, as long as no candle says otherwise.</summary>
    public static SizingRules Careful { get; } = new(new Exact(5, 0), Bps.From(9_000m), Bps.From(8m), 20_000);
}

using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>What candidates are judged by (strategy.md, Q-Bot).</summary>
/// <param name="CrossThreshold">
/// Net profit at or above which a cross-exchange candidate is taken (NET_THRESHOLD_BPS); null where the Market Scanner's verdict
/// says it.
/// </param>
/// <param name="TriangularThreshold">The same for triangles.</param>
/// <param name="Notional">The most that a cycle may spend, in dollars (NOTIONAL_PER_TRADE_USD).</param>
/// <param name="MaxAgeNanoseconds">Older quotes are not traded on.</param>
/// <param name="Rules">The caps of a size.</param>
/// <param name="JudgesAll">
/// Size and figures also for candidates that the top of the books already rules out; off in live, where that costs for nothing.
/// </param>
public sealed record DetectionSettings(
    Bps? CrossThreshold,
    Bps? TriangularThreshold,
    Exact Notional,
    long MaxAgeNanoseconds,
    SizingRules Rules,
    bool JudgesAll = false)
{
    /// <summary>What the verdicts ask for.</summary>
    public VerdictTerms Terms { get; init; } = VerdictTerms.Default;

    /// <summary>The depth multiple is the verdict's, not that of <see cref="Rules"/>.</summary>
    public bool HasDynamicDepth { get; init; }

    public Bps Threshold(PathKind kind, MarketStance stance)
        => (kind == PathKind.Cross ? CrossThreshold : TriangularThreshold) ?? Terms.Threshold(stance);

    public SizingRules RulesFor(MarketStance stance)
    {
        var multiple = HasDynamicDepth ? Terms.DepthMultiple(stance) : Rules.DepthMultiple;
        return multiple == Rules.DepthMultiple ? Rules : Rules with { DepthMultiple = multiple };
    }

    /// <summary>Gross spreads over this are no opportunity but a fault or a trap (lesson L26); none where zero.</summary>
    public Bps MaxCrossSpread { get; init; }

    /// <summary>The same for cycles inside one venue.</summary>
    public Bps MaxTriangularSpread { get; init; }

    /// <summary>What the cycle's share of the next rebalance costs, of what it spends (strategy.md, Q-Bot); only where it shifts stock away from its target.</summary>
    public Bps RebalanceCost { get; init; }

    public Bps MaxSpread(PathKind kind) => kind == PathKind.Cross ? MaxCrossSpread : MaxTriangularSpread;
}

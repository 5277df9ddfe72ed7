using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>What a verdict of the Market Scanner asks of a path (strategy.md, Q-Bot: threshold, depth, cycle time).</summary>
/// <param name="Aggressive">Net profit at or above which a candidate is taken: 40 bps.</param>
/// <param name="Normal">50 bps.</param>
/// <param name="Careful">100 bps.</param>
/// <param name="HighRangeExtra">High volatility raises each of them by so much: 25 bps (ours).</param>
/// <param name="NormalDepth">The five best levels hold more than this many times the size: 2.5.</param>
/// <param name="CarefulDepth">When careful: 5.</param>
/// <param name="HighRangePace">High range multiplies the cycle times by this: 2.</param>
public sealed record VerdictTerms(Bps Aggressive, Bps Normal, Bps Careful, Bps HighRangeExtra, Exact NormalDepth, Exact CarefulDepth, int HighRangePace)
{
    public static VerdictTerms Default { get; } = new(Bps.From(40m), Bps.From(50m), Bps.From(100m), Bps.From(25m), new Exact(25, 1), new Exact(5, 0), 2);

    /// <summary>Nothing is taken on a stop, whatever it earns; what it would be judged by is the careful one.</summary>
    public Bps Threshold(MarketStance stance)
    {
        var threshold = stance.Verdict switch
        {
            MarketVerdict.Aggressive => Aggressive,
            MarketVerdict.Normal => Normal,
            _ => Careful,
        };
        return stance.IsHighRange ? Bps.FromRateUnits(threshold.RateUnits + HighRangeExtra.RateUnits) : threshold;
    }

    public Exact DepthMultiple(MarketStance stance) => stance.Verdict >= MarketVerdict.Careful ? CarefulDepth : NormalDepth;

    public int Pace(MarketStance stance) => stance.IsHighRange ? HighRangePace : 1;
}

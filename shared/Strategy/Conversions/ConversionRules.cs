using Arbit.Money;

namespace Arbit.Strategy.Conversions;

/// <summary>How far a search for a route goes.</summary>
/// <param name="MaxSlippage">Levels farther than this from the best one are left alone; what finds no place before them is a rest.</param>
/// <param name="MaxEvaluations">Hops priced at most. Short routes come first, so only the longest are cut off, and it is said.</param>
/// <param name="MaxAlternatives">Routes listed beside the best.</param>
public sealed record ConversionRules(Bps MaxSlippage, int MaxEvaluations, int MaxAlternatives)
{
    /// <summary>50 bps (ours): a conversion is no arbitrage and has time; 50,000 hops; 12 alternatives.</summary>
    public static ConversionRules Default { get; } = new(Bps.From(50m), 50_000, 12);
}

using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>What a cycle is judged by.</summary>
/// <param name="ToStart">Turns what the last leg yields into the start asset; null where no rate is known.</param>
/// <param name="MaxCost">The most of the start asset that may be spent, in 10^-26; null where the start asset has no rate to a dollar.</param>
/// <param name="Threshold">Net profit over cost, at or above which it is taken.</param>
/// <param name="Rules">The caps of its size.</param>
/// <param name="RebalanceCost">What it is charged for the next rebalance, of what it spends.</param>
public readonly record struct PathTerms(Conversion? ToStart, Int128? MaxCost, Bps Threshold, SizingRules Rules, Bps RebalanceCost = default);

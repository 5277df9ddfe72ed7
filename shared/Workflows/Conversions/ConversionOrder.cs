using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Workflows.Conversions;

/// <summary>One money to be made into another.</summary>
/// <param name="Venue">Where; null for wherever it is cheapest and the asset lies.</param>
/// <param name="Amount">Of what is spent, at most.</param>
/// <param name="MaxSlippage">Of each order against the best price.</param>
/// <param name="Why">For the person who reads it.</param>
public sealed record ConversionOrder(Venue? Venue, Asset From, Asset To, Amount Amount, Bps MaxSlippage, string Why)
{
    /// <summary>The mode's, where it belongs to a mode: an older one never acts (lesson L33).</summary>
    public long? Epoch { get; init; }

    /// <summary>Limits rest first, and only what is left then is taken.</summary>
    public bool Rests { get; init; }
}

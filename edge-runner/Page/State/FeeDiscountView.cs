namespace Arbit.EdgeRunner.Page.State;

/// <summary>An account's discount for paying fees in the venue's own asset.</summary>
public sealed record FeeDiscountView
{
    public required string Venue { get; init; }

    public required string Asset { get; init; }

    /// <summary>Counted on: enough of the asset is free, and it has a proven price.</summary>
    public required bool Counts { get; init; }

    /// <summary>What stays free for the next hundred trades, at least $10, in the asset; null without a rate.</summary>
    public required decimal? Kept { get; init; }
}

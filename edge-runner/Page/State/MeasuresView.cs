namespace Arbit.EdgeRunner.Page.State;

/// <summary>
/// Expected against realised, of this run's ended cycles, in USD. What was lost on the way is positive, and
/// realised = expected − slippage − feeDifference − recovery − unfilled − held − basis − rounding.
/// </summary>
public sealed record MeasuresView
{
    /// <summary>After fees, as every attempt was judged when it was taken; of those that were missed, too.</summary>
    public required decimal Expected { get; init; }

    /// <summary>After fees.</summary>
    public required decimal Realised { get; init; }

    /// <summary>Paid in all; already in the others.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Planned legs filled worse than was priced.</summary>
    public required decimal Slippage { get; init; }

    /// <summary>Charged over what the schedule asks.</summary>
    public required decimal FeeDifference { get; init; }

    /// <summary>Closing what a leg had left open.</summary>
    public required decimal Recovery { get; init; }

    /// <summary>The profit of what was planned and not filled.</summary>
    public required decimal Unfilled { get; init; }

    /// <summary>Stayed as residual, too small to trade.</summary>
    public required decimal Held { get; init; }

    /// <summary>The rate between the dollars moved.</summary>
    public required decimal Basis { get; init; }

    public required decimal Rounding { get; init; }

    /// <summary>Completed with profit ÷ attempted, 0 to 1; null before the first.</summary>
    public required double? WinRate { get; init; }

    /// <summary>From the signal to all confirmations, in milliseconds; null without a sample.</summary>
    public required double? P50Ms { get; init; }

    public required double? P99Ms { get; init; }

    /// <summary>By venue and pair.</summary>
    public required IReadOnlyList<LegMeasureView> Legs { get; init; }
}

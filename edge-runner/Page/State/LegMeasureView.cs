namespace Arbit.EdgeRunner.Page.State;

/// <summary>All orders of this run's ended cycles on one pair of one venue.</summary>
public sealed record LegMeasureView
{
    public required string Venue { get; init; }

    /// <summary>As BASE/QUOTE.</summary>
    public required string Symbol { get; init; }

    public required long Orders { get; init; }

    /// <summary>Of them, sent to close what another leg had left open.</summary>
    public required long RecoveryOrders { get; init; }

    /// <summary>Filled of what was ordered, 0 to 1.</summary>
    public required double? FillRate { get; init; }

    /// <summary>Planned legs: what was filled, at the averages that were priced; in the quote asset.</summary>
    public required decimal ExpectedNotional { get; init; }

    /// <summary>Planned legs: what was filled, at what it was filled at; in the quote asset.</summary>
    public required decimal RealisedNotional { get; init; }

    /// <summary>Positive for a loss; null where nothing was filled.</summary>
    public required decimal? SlippageBps { get; init; }

    /// <summary>From the signal to the leg's confirmation, in milliseconds.</summary>
    public required double? P50Ms { get; init; }

    public required double? P99Ms { get; init; }
}

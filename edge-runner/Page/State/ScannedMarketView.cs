namespace Arbit.EdgeRunner.Page.State;

/// <summary>
/// What the Market Scanner says of one base asset, over all its venues, and what that asks of every path through it. Numbers are
/// statistics, not money, but for thresholds and depth.
/// </summary>
public sealed record ScannedMarketView
{
    public required string Base { get; init; }

    /// <summary>aggressive, normal, careful or stop.</summary>
    public required string Verdict { get; init; }

    /// <summary>When it became so.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The reasons in words.</summary>
    public required string Why { get; init; }

    /// <summary>Net profit at or above which a cross-exchange candidate is taken now, where no other asset of it is worse; null on a stop.</summary>
    public required decimal? CrossThresholdBps { get; init; }

    /// <summary>The same for triangles.</summary>
    public required decimal? TriangularThresholdBps { get; init; }

    /// <summary>The five best levels of every leg hold more than so many times the size.</summary>
    public required decimal DepthMultiple { get; init; }

    /// <summary>Cycle times are so many times as long.</summary>
    public required int PaceFactor { get; init; }

    /// <summary>In dollars; null before the first proven book.</summary>
    public required double? Price { get; init; }

    /// <summary>accumulation, markup, distribution, markdown, or none.</summary>
    public required string Phase { get; init; }

    /// <summary>Cumulative volume delta since the UTC day began, in the base asset: bought less sold by takers.</summary>
    public required double Cvd { get; init; }

    /// <summary>Bought less sold over both, of the last minutes, −1 to 1.</summary>
    public required double Flow { get; init; }

    /// <summary>Trades of whales within their window.</summary>
    public required int Whales { get; init; }

    /// <summary>Bought less sold by them, in dollars.</summary>
    public required double WhaleNetUsd { get; init; }

    /// <summary>The price that most was traded at today; null before the first trade, as the value area.</summary>
    public required double? PointOfControl { get; init; }

    public required double? ValueLow { get; init; }

    public required double? ValueHigh { get; init; }

    /// <summary>Of the books' best levels: −1 all asks, 1 all bids.</summary>
    public required double Imbalance { get; init; }

    /// <summary>Today's high less low over its opening.</summary>
    public required double RangeBps { get; init; }

    /// <summary>Its mean over the whole days known; null where there are none.</summary>
    public required double? MeanRangeBps { get; init; }

    /// <summary>Over the limit at which cycles slow down and the threshold rises.</summary>
    public required bool IsHighRange { get; init; }

    /// <summary>Whole days that the mean is of.</summary>
    public required int Days { get; init; }

    /// <summary>Those days were invented for the simulated market.</summary>
    public required bool DaysSimulated { get; init; }
}

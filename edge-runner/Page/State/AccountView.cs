namespace Arbit.EdgeRunner.Page.State;

/// <summary>One trading account against its target. What has no rate counts for nothing here.</summary>
public sealed record AccountView
{
    public required string Venue { get; init; }

    /// <summary>What is on its way here among it.</summary>
    public required decimal ValueUsd { get; init; }

    /// <summary>Of that, what drift is measured on: other bots' fuel and what is kept for fees do not drift.</summary>
    public required decimal MeasuredUsd { get; init; }

    /// <summary>Null where nobody rebalances, as the drift.</summary>
    public required decimal? TargetUsd { get; init; }

    /// <summary>Its share of what is measured less its target share, in percentage points.</summary>
    public required decimal? DriftPoints { get; init; }

    /// <summary>Strictly over the threshold.</summary>
    public required bool IsOver { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<HoldingView> Assets { get; init; }
}

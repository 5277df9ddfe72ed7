namespace Arbit.EdgeRunner.Page.State;

/// <summary>One trading account against its target. What has no rate counts for nothing here.</summary>
public sealed record AccountView
{
    public required string Venue { get; init; }

    /// <summary>What is on its way here among it.</summary>
    public required decimal ValueUsd { get; init; }

    public required decimal TargetUsd { get; init; }

    /// <summary>Its share of all trading accounts less its target share, in percentage points.</summary>
    public required decimal DriftPoints { get; init; }

    /// <summary>Strictly over the threshold.</summary>
    public required bool IsOver { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<HoldingView> Assets { get; init; }
}

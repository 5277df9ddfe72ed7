namespace Arbit.EdgeRunner.Page.State;

/// <summary>One taken opportunity and what became of it.</summary>
public sealed record CycleView
{
    public required string Id { get; init; }

    public required OpportunityKind Kind { get; init; }

    public required string Route { get; init; }

    /// <summary>Code of the execution's closed list of cycle states.</summary>
    public required string State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>In the order of the route.</summary>
    public required IReadOnlyList<LegView> Legs { get; init; }

    /// <summary>In the asset.</summary>
    public required decimal ExpectedNet { get; init; }

    /// <summary>In the asset; null until the cycle has ended.</summary>
    public required decimal? RealisedNet { get; init; }

    /// <summary>What the result is counted in.</summary>
    public required string Asset { get; init; }

    /// <summary>Left open, as USD at its worst case; null when nothing was.</summary>
    public required decimal? Residual { get; init; }
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>What the slow side has claimed, and nobody else may spend.</summary>
public sealed record ReservationView
{
    public required string Id { get; init; }

    public required string Place { get; init; }

    public required string Asset { get; init; }

    /// <summary>What is neither spent nor on its way with an order.</summary>
    public required decimal Left { get; init; }

    /// <summary>Free again then; null for never: its withdrawal may already have left.</summary>
    public required DateTimeOffset? Until { get; init; }
}

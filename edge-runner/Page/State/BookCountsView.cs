namespace Arbit.EdgeRunner.Page.State;

/// <summary>Books of one venue by state.</summary>
public sealed record BookCountsView
{
    public required int Proven { get; init; }

    public required int Unproven { get; init; }

    public required int Broken { get; init; }
}

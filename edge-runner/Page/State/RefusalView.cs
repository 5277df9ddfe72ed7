namespace Arbit.EdgeRunner.Page.State;

/// <summary>How often a reason refused an opportunity in this run.</summary>
public sealed record RefusalView
{
    /// <summary>Code of the closed list.</summary>
    public required string Reason { get; init; }

    /// <summary>What the reason means, for a person.</summary>
    public required string Sentence { get; init; }

    public required long Count { get; init; }
}

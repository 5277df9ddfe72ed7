namespace Arbit.EdgeRunner.Page.State;

/// <summary>Something that is not traded now: why, since when, and how it starts again.</summary>
public sealed record StopView
{
    public required StopScopeView Scope { get; init; }

    /// <summary>What rests: a venue, a pair, an asset.</summary>
    public required string Subject { get; init; }

    /// <summary>As the rest of a sentence for a person.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>How it starts again ("by itself, when …", "when a person resumes").</summary>
    public required string Resumes { get; init; }
}

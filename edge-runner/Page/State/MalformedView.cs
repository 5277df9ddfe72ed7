namespace Arbit.EdgeRunner.Page.State;

/// <summary>Frames refused for one reason.</summary>
public sealed record MalformedView
{
    /// <summary>Code of the codec's closed list.</summary>
    public required string Why { get; init; }

    public required long Count { get; init; }
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>A venue's clock against ours, and how late its data arrive by it.</summary>
public sealed record ClockView
{
    /// <summary>What is to be added to our time to have the venue's.</summary>
    public required double OffsetMs { get; init; }

    /// <summary>The truth is within so much of it.</summary>
    public required double UncertaintyMs { get; init; }

    public required long AgeSeconds { get; init; }

    /// <summary>From what the venue says it sent at to its receipt; null before the first frame that says so.</summary>
    public required double? LagP50Ms { get; init; }

    public required double? LagP99Ms { get; init; }
}

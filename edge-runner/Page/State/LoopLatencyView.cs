namespace Arbit.EdgeRunner.Page.State;

/// <summary>Latency of the loop in nanoseconds; null without a sample.</summary>
public sealed record LoopLatencyView
{
    public required long? P50Ns { get; init; }

    public required long? P99Ns { get; init; }

    public required long? MaxNs { get; init; }
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>Latency in microseconds over the recent past; null without a sample.</summary>
public sealed record LatencyView
{
    public required double? P50Us { get; init; }

    public required double? P99Us { get; init; }
}

namespace Arbit.EdgeRunner.Bench;

/// <summary>How fast the whole way from the wire to a decision is, and two baselines over the same bytes, run in turn with it.</summary>
public sealed record BenchReport(
    string Venue,
    int Frames,
    int Passes,
    double FramesPerSecond,
    double BytesAllocatedPerFrame,
    long CandidatesEvaluated,
    IReadOnlyList<BaselineReport> Baselines);

/// <summary>A baseline; <see cref="Ratio"/> is how many of its frames the whole way does in the time of one.</summary>
public sealed record BaselineReport(string Name, double FramesPerSecond, double BytesAllocatedPerFrame, long CandidatesEvaluated, double Ratio);

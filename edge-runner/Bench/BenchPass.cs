namespace Arbit.EdgeRunner.Bench;

/// <summary>One timed pass.</summary>
/// <param name="Frames">Frames worked through.</param>
/// <param name="Elapsed">What it took.</param>
/// <param name="Allocated">Bytes allocated on the way.</param>
public readonly record struct BenchPass(long Frames, TimeSpan Elapsed, long Allocated)
{
    public double FramesPerSecond => Frames / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public double BytesPerFrame => (double)Allocated / Math.Max(Frames, 1);
}

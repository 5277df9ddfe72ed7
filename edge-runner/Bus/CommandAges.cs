using Arbit.EdgeRunner.Engine;

namespace Arbit.EdgeRunner.Bus;

/// <summary>How old commands are when they get here, since the start: clocks of two machines, so a small error is theirs.</summary>
public sealed class CommandAges
{
    private readonly Lock _gate = new();
    private readonly LatencyHistogram _ages = new();

    /// <summary>A command has come.</summary>
    /// <param name="age">Since it was sent; below zero counts as zero.</param>
    public void Record(TimeSpan age)
    {
        lock (_gate)
            _ages.Record(age.Ticks * TimeSpan.NanosecondsPerTick);
    }

    /// <summary>The age that the share of all is not above, in seconds; null before the first.</summary>
    /// <param name="share">In thousandths: 950 for the 95th percentile.</param>
    public double? Percentile(int share)
    {
        lock (_gate)
            return _ages.Percentile(share) / 1e9;
    }
}

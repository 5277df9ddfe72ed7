namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// The wall clock of a simulated machine. It can be off and jump; the engine's time, which is made of it, never goes back during
/// a life, as the engine's loop has it.
/// </summary>
internal sealed class ToldClock
{
    private TimeSpan _off;
    private long _last;

    public void Jump(TimeSpan by) => _off += by;

    /// <summary>A new process knows nothing of the time that the last one saw.</summary>
    public void Restart() => _last = 0;

    /// <summary>Unix nanoseconds.</summary>
    public long At(DateTimeOffset market)
    {
        _last = Math.Max(_last, (market + _off - DateTimeOffset.UnixEpoch).Ticks * 100);
        return _last;
    }
}

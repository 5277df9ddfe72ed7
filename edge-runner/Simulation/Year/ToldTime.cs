namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>The time of everything that runs in told time: it stands still until it is moved, and never goes back.</summary>
internal sealed class ToldTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <summary>The same in Unix nanoseconds.</summary>
    public long Nanoseconds => (_now - DateTimeOffset.UnixEpoch).Ticks * 100;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void MoveTo(DateTimeOffset time) => _now = time > _now ? time : _now;

    /// <exception cref="InvalidOperationException">Always: whoever waits for a clock would wait for ever.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => throw new InvalidOperationException("In told time nothing waits for a clock.");
}

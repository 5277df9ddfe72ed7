namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// What may be asked of a venue a minute, whoever asks; and a pause that a venue ordered holds for all (lesson L22: banned while
/// hammering on). Any thread.
/// </summary>
public sealed class WeightBudget(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _windowStart = time.GetTimestamp();
    private long _pauseStart;
    private TimeSpan _pause;
    private int _used;

    /// <summary>Waits until there is room for a request of this weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No minute has that much.</exception>
    public async ValueTask TakeAsync(int weight, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, perMinute);
        while (Wait(weight) is { } wait)
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>The venue asked for a pause: nothing is sent to it meanwhile.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (_gate)
        {
            if (_pause - time.GetElapsedTime(_pauseStart) >= pause)
                return;
            _pauseStart = time.GetTimestamp();
            _pause = pause;
        }
    }

    private TimeSpan? Wait(int weight)
    {
        lock (_gate)
        {
            var paused = _pause - time.GetElapsedTime(_pauseStart);
            if (paused > TimeSpan.Zero)
                return RoundedUp(paused);
            var inWindow = time.GetElapsedTime(_windowStart);
            if (inWindow >= Window)
            {
                _windowStart = time.GetTimestamp();
                inWindow = TimeSpan.Zero;
                _used = 0;
            }

            if (_used + weight > perMinute)
                return RoundedUp(Window - inWindow);
            _used += weight;
            return null;
        }
    }

    /// <summary>Timers know whole milliseconds: rounded down, the wait would end early and spin.</summary>
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}

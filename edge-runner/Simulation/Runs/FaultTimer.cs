using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>When a fault strikes next: after anything between nothing and twice the mean, again and again.</summary>
internal sealed class FaultTimer
{
    private readonly SeededRandom _random;
    private readonly TimeSpan _mean;
    private DateTimeOffset _next;

    /// <param name="random">Where its times come from.</param>
    /// <param name="start">From when on.</param>
    /// <param name="mean">Time between two, on average; zero for never.</param>
    public FaultTimer(SeededRandom random, DateTimeOffset start, TimeSpan mean)
    {
        _random = random;
        _mean = mean;
        _next = DateTimeOffset.MaxValue;
        if (mean > TimeSpan.Zero)
            Draw(start);
    }

    /// <summary>True once for each time that it strikes.</summary>
    public bool Strikes(DateTimeOffset now)
    {
        if (now < _next)
            return false;
        Draw(now);
        return true;
    }

    private void Draw(DateTimeOffset now) => _next = now + TimeSpan.FromTicks(_random.Between(1, 2 * _mean.Ticks));
}

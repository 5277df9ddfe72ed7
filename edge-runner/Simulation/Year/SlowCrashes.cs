using Arbit.EdgeRunner.Simulation.Runs;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>Where the slow process can die. Once it has, it stores and sends nothing any more, whoever caught the first word of it.</summary>
internal sealed class SlowCrashes
{
    private readonly CrashPoints _points = new();

    public bool IsArmed => _points.IsArmed;

    public bool IsDead { get; private set; }

    public void Arm(int points) => _points.Arm(points);

    /// <summary>It ends, wherever it was.</summary>
    public void Kill() => IsDead = true;

    /// <summary>A new process.</summary>
    public void Revive()
    {
        _points.Disarm();
        IsDead = false;
    }

    /// <exception cref="SimulatedCrashException">It dies here, or has died before.</exception>
    public void Reach(string point)
    {
        if (IsDead)
            throw new SimulatedCrashException(point);
        try
        {
            _points.Reach(point);
        }
        catch (SimulatedCrashException)
        {
            IsDead = true;
            throw;
        }
    }
}

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>Where a simulated process can die: before and after every record that it journals and every order that it sends.</summary>
internal sealed class CrashPoints
{
    private int _remaining;

    public bool IsArmed => _remaining > 0;

    /// <summary>Dies when it has come past so many points.</summary>
    public void Arm(int points) => _remaining = points;

    public void Disarm() => _remaining = 0;

    /// <exception cref="SimulatedCrashException">It dies here.</exception>
    public void Reach(string point)
    {
        if (_remaining > 0 && --_remaining == 0)
            throw new SimulatedCrashException(point);
    }
}

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>The plug is pulled: whoever runs the engine throws it away. Nothing of the bot may catch this.</summary>
public sealed class SimulatedCrashException : Exception
{
    public SimulatedCrashException()
    {
    }

    public SimulatedCrashException(string message)
        : base(message)
    {
    }

    public SimulatedCrashException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

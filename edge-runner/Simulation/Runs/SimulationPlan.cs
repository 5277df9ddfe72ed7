using Arbit.EdgeRunner.Configuration;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What is to be simulated.</summary>
/// <param name="Settings">The bot's, as it would run with them.</param>
/// <param name="Seed">Everything random comes from it.</param>
/// <param name="Minutes">Simulated time, 1 or more.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Cores">Episodes side by side; the result is the same with any number.</param>
public sealed record SimulationPlan(ArbitSettings Settings, ulong Seed, int Minutes, SimulatedFaults Faults, int Cores)
{
    /// <summary>
    /// A long run is a row of episodes, each from the opening balances: trades across venues shift what is where, and nothing here
    /// brings it back.
    /// </summary>
    public static readonly TimeSpan EpisodeLength = TimeSpan.FromHours(1);

    public int Episodes => (int)((TimeSpan.FromMinutes(Minutes) + EpisodeLength - TimeSpan.FromTicks(1)) / EpisodeLength);

    public TimeSpan LengthOf(int episode)
    {
        var left = TimeSpan.FromMinutes(Minutes) - (EpisodeLength * episode);
        return left < EpisodeLength ? left : EpisodeLength;
    }
}

using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;

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

    /// <summary>Only this episode of the row, from 0: to see a finding of a long run again; null for all.</summary>
    public int? OnlyEpisode { get; init; }

    /// <summary>Told of every decision; with several cores, by several threads.</summary>
    public Action<AuditLine>? Audited { get; init; }

    public int Episodes => (int)((TimeSpan.FromMinutes(Minutes) + EpisodeLength - TimeSpan.FromTicks(1)) / EpisodeLength);

    public TimeSpan LengthOf(int episode)
    {
        var left = TimeSpan.FromMinutes(Minutes) - (EpisodeLength * episode);
        return left < EpisodeLength ? left : EpisodeLength;
    }
}

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What one episode came to.</summary>
/// <param name="Tally">Its figures.</param>
/// <param name="Hashes">The audit hash of each of its lives, in order.</param>
internal sealed record EpisodeResult(Tally Tally, IReadOnlyList<byte[]> Hashes);

using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>One venue's connection.</summary>
/// <param name="Venue">Whose.</param>
/// <param name="State">At the end.</param>
/// <param name="Frames">That came.</param>
/// <param name="Malformed">Of them, those that could not be used.</param>
/// <param name="Problem">The last that was told; null where there was none.</param>
public sealed record VenueFitness(string Venue, ConnectionState State, long Frames, long Malformed, string? Problem);

using Arbit.EdgeRunner.Detection;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>Orders that would make a cycle, over the market's own books.</summary>
/// <param name="Kind">Across venues, or inside one.</param>
/// <param name="Legs">In order.</param>
internal sealed record TruePath(PathKind Kind, IReadOnlyList<(TrueBook Book, Side Side)> Legs);

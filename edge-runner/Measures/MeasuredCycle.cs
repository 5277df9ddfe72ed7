using Arbit.EdgeRunner.Execution;

namespace Arbit.EdgeRunner.Measures;

/// <summary>A cycle that has ended, and what its net came from.</summary>
/// <param name="Cycle">Which.</param>
/// <param name="InStart">In its start asset.</param>
/// <param name="InDollars">In dollars, at the prices of its end; all zero where the start asset had none.</param>
public sealed record MeasuredCycle(Cycle Cycle, NetBreakdown InStart, NetBreakdown InDollars);

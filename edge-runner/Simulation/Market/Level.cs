namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>One price level. Price counts the instrument's ticks, quantity its lots: both exact, never negative.</summary>
public readonly record struct Level(long Price, long Quantity);

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>A frame after the faults: what arrives (nothing, when dropped), and what was done to it.</summary>
public readonly record struct FaultyFrame(WireFrame Frame, InjectedFault Fault);

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>An HTTP answer of a venue: status and JSON body.</summary>
public sealed record RestReply(int Status, ReadOnlyMemory<byte> Body);

namespace Arbit.EdgeRunner.Engine;

/// <summary>A wish, and why.</summary>
public sealed record EngineCommand(EngineAction Action, string Reason);

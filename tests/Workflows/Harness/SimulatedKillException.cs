namespace Arbit.Tests.Workflows.Harness;

/// <summary>The plug was pulled.</summary>
internal sealed class SimulatedKillException(string where) : Exception(where);

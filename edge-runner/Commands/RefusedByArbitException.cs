namespace Arbit.EdgeRunner.Commands;

/// <summary>A running Arbit said no; the message is its sentence.</summary>
internal sealed class RefusedByArbitException(string message) : Exception(message);

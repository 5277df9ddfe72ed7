namespace Arbit.EdgeRunner.Engine;

/// <summary>One decision.</summary>
public readonly record struct AuditLine(long Sequence, long Time, string Kind, string Subject, string Detail);

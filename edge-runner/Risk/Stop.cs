namespace Arbit.EdgeRunner.Risk;

/// <summary>Something that is not traded now: what, why, since when (Unix nanoseconds), and how it starts again.</summary>
public sealed record Stop(StopScope Scope, string Subject, string Reason, long Since, string Resumes);

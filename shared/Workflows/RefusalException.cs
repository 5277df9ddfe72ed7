namespace Arbit.Workflows;

/// <summary>An answer, and no accident: asked again it would be the same, so no <see cref="RetryPolicy"/> asks again.</summary>
public abstract class RefusalException(string reason) : Exception(reason);

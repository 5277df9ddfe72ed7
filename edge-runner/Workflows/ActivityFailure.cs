namespace Arbit.EdgeRunner.Workflows;

/// <summary>Why an attempt failed.</summary>
/// <param name="Message">As the exception said it.</param>
/// <param name="IsFinal">It was an answer: no further attempt.</param>
public sealed record ActivityFailure(string Message, bool IsFinal);

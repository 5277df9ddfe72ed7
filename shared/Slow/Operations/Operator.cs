namespace Arbit.Slow.Operations;

/// <summary>A person who may operate.</summary>
/// <param name="Name">As it stands in decisions.</param>
/// <param name="Tokens">One, or two while it is changed.</param>
public sealed record Operator(string Name, IReadOnlyList<string> Tokens);

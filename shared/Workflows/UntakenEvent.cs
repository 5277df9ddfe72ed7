namespace Arbit.Workflows;

/// <summary>An event that came before anybody waited for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">JSON.</param>
public sealed record UntakenEvent(string Name, string Value);

namespace Arbit.Workflows;

/// <summary>The host has no implementation of it: no attempt would find one.</summary>
public sealed class UnknownActivityException(string activity) : RefusalException($"There is no activity {activity} here.");

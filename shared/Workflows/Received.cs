namespace Arbit.Workflows;

/// <summary>What came of waiting for an event: it, or nothing in time.</summary>
/// <param name="Came">False where the time was over first.</param>
/// <param name="Value">The event, where it came.</param>
public readonly record struct Received<T>(bool Came, T? Value);

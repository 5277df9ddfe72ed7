namespace Arbit.Messages;

/// <summary>A message that no repetition makes better: of an unknown type or version, or unreadable.</summary>
public sealed class PoisonMessageException(string reason, Exception? inner = null) : Exception(reason, inner);

namespace Arbit.Messages;

/// <summary>The bus's hubs (azure.md). A closed set.</summary>
public enum Hub
{
    /// <summary>To the edge.</summary>
    Commands,

    /// <summary>From the edge, and from a person to the workflows.</summary>
    Facts,

    /// <summary>What could not be handled, with the reason: shown, never lost, never in the way.</summary>
    DeadLetter,
}

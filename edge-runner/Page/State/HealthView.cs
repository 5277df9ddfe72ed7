namespace Arbit.EdgeRunner.Page.State;

/// <summary>The engine: how fast the loop turns, and what it could not keep up with.</summary>
public sealed record HealthView
{
    /// <summary>One event from dequeue to decision, over the recent past.</summary>
    public required LoopLatencyView Loop { get; init; }

    /// <summary>Events waiting for the decider.</summary>
    public required long QueueDepth { get; init; }

    /// <summary>Intents handed to the operating system and not yet on the disk.</summary>
    public required long JournalLag { get; init; }

    /// <summary>Rows that the database's consumer could not take.</summary>
    public required long DatabaseDroppedRows { get; init; }

    public required long CandidatesEvaluated { get; init; }

    /// <summary>Sentences; empty when all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

namespace Arbit.Workflows;

/// <summary>What a person sees of a workflow that runs.</summary>
/// <param name="Step">What it is doing, in a few words.</param>
public sealed record WorkflowStatus(string Step)
{
    /// <summary>What it waits for; null where it waits for nothing.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Whether a person has to say yes or no (event <see cref="Decision.EventName"/>).</summary>
    public bool NeedsDecision { get; init; }

    /// <summary>What a yes would do and cost, in one sentence.</summary>
    public string? Question { get; init; }

    /// <summary>Steps that are done, oldest first; a sentence each.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>Whatever belongs to it and is worth a table (the comparison of networks): JSON.</summary>
    public string? Details { get; init; }
}

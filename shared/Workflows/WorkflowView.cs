namespace Arbit.Workflows;

/// <summary>An instance as it stands.</summary>
/// <param name="InstanceId">Its business key.</param>
/// <param name="Workflow">Its name.</param>
/// <param name="Version">What it began with.</param>
/// <param name="State">Where it is.</param>
/// <param name="BegunAt">When.</param>
/// <param name="ChangedAt">When last anything happened to it.</param>
/// <param name="Status">As it last said; null before that.</param>
/// <param name="Result">JSON, once it has completed.</param>
/// <param name="Failure">Why, where it failed.</param>
public sealed record WorkflowView(
    string InstanceId,
    string Workflow,
    int Version,
    WorkflowState State,
    DateTimeOffset BegunAt,
    DateTimeOffset ChangedAt,
    WorkflowStatus? Status,
    string? Result,
    string? Failure)
{
    /// <summary>What it was begun with: JSON; null where the host does not tell it.</summary>
    public string? Input { get; init; }
}

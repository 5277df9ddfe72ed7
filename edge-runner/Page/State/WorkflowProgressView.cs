using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Page.State;

/// <summary>A workflow as a person sees it: what it does, what is behind it, what it wants.</summary>
public sealed record WorkflowProgressView
{
    /// <summary>Its business key; approvals name it.</summary>
    public required string Id { get; init; }

    public required string Workflow { get; init; }

    public required int Version { get; init; }

    public required WorkflowState State { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What it does, in a few words; null before it first said so.</summary>
    public required string? Step { get; init; }

    /// <summary>Null where it waits for nothing.</summary>
    public required string? WaitingFor { get; init; }

    /// <summary>A person has to say yes or no; never true of one that has ended.</summary>
    public required bool NeedsDecision { get; init; }

    /// <summary>What a yes would do and cost.</summary>
    public required string? Question { get; init; }

    /// <summary>Steps behind it, oldest first.</summary>
    public required IReadOnlyList<string> Done { get; init; }

    /// <summary>A table that belongs to it: of a transfer every network with its fee, minutes, and why it won or lost.</summary>
    public required JsonElement? Details { get; init; }

    /// <summary>What it came to, where it has completed.</summary>
    public required JsonElement? Result { get; init; }

    /// <summary>Why, where it failed.</summary>
    public required string? Failure { get; init; }

    public static WorkflowProgressView Of(WorkflowView view)
    {
        var asks = view.State == WorkflowState.Running && view.Status is { NeedsDecision: true };
        return new WorkflowProgressView
        {
            Id = view.InstanceId,
            Workflow = view.Workflow,
            Version = view.Version,
            State = view.State,
            BegunAt = view.BegunAt,
            ChangedAt = view.ChangedAt,
            Step = view.Status?.Step,
            WaitingFor = view.State == WorkflowState.Running ? view.Status?.WaitingFor : null,
            NeedsDecision = asks,
            Question = asks ? view.Status!.Question : null,
            Done = view.Status?.Done ?? [],
            Details = WrittenJson.Parse(view.Status?.Details),
            Result = WrittenJson.Parse(view.Result),
            Failure = view.Failure,
        };
    }
}

using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>What reaches the host, to be stored and acted upon. A closed family.</summary>
internal abstract record HostMessage
{
    private HostMessage()
    {
    }

    /// <summary>Its caller hears of a failure to store it; without one it is tried again.</summary>
    public TaskCompletionSource<bool>? Answer { get; init; }

    public sealed record Begin(string InstanceId, WorkflowEntry Workflow, string Input) : HostMessage;

    public sealed record Raise(string InstanceId, string Name, string Value) : HostMessage;

    /// <summary>An answer to what a workflow decided; nothing where it waits for it no more.</summary>
    public sealed record Happened(string InstanceId, HistoryKind Kind, int Number, int Attempt, string Name, string Data) : HostMessage;

    /// <summary>A sub-workflow is to be begun where there is none of its id, and its end handed to who waits for it.</summary>
    public sealed record AwaitChild(string InstanceId, HistoryEntry Decision) : HostMessage;

    /// <summary>An instance did what no workflow may do.</summary>
    public sealed record Break(string InstanceId, string Why) : HostMessage;

    /// <summary>Answered once everything before it is stored.</summary>
    public sealed record Flush : HostMessage;
}

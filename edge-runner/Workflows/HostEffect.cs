using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>What follows from messages, and is done only once they are stored. A closed family.</summary>
internal abstract record HostEffect
{
    private HostEffect()
    {
    }

    /// <summary>Carry out what an instance decided.</summary>
    public sealed record CarryOut(string InstanceId, HistoryEntry Decision) : HostEffect;

    public sealed record ForgetTimer(string InstanceId, int Number) : HostEffect;

    /// <summary>Who waits for it is told.</summary>
    public sealed record Ended(WorkflowView View) : HostEffect;

    /// <summary>Its end is handed to that sub-workflow of that instance.</summary>
    public sealed record Register(string ChildId, string InstanceId, int Number) : HostEffect;

    public sealed record Reply(TaskCompletionSource<bool> To, bool Value) : HostEffect;

    public sealed record Refuse(TaskCompletionSource<bool> To, string Why) : HostEffect;

    public sealed record Took(string InstanceId, Turn Turn) : HostEffect;
}

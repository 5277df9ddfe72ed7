namespace Arbit.Workflows.Edge;

/// <summary>The edge refused a command that a workflow cannot go on without.</summary>
public sealed class EdgeRefusedException(string commandId, string reason) : Exception($"{commandId}: {reason}")
{
    public string Reason { get; } = reason;
}

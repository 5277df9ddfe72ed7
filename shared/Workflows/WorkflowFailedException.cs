namespace Arbit.Workflows;

/// <summary>A workflow that another one waited for ended with a failure.</summary>
public sealed class WorkflowFailedException(string instanceId, string message) : Exception($"{instanceId}: {message}")
{
    public string InstanceId { get; } = instanceId;
}

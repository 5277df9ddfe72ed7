using Arbit.Workflows;

namespace Arbit.Tests.Slow;

/// <summary>A host whose instances are told by the test, and which remembers what it was asked for.</summary>
internal sealed class ToldHost : IWorkflowHost
{
    public Dictionary<string, WorkflowView> Views { get; } = new(StringComparer.Ordinal);

    public List<string> Started { get; } = [];

    public List<(string Instance, string Event, object? Value)> Raised { get; } = [];

    /// <summary>How often an instance was asked for.</summary>
    public int Finds { get; private set; }

    public Task<bool> StartAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation)
    {
        if (Started.Contains(instanceId))
            return Task.FromResult(false);
        Started.Add(instanceId);
        return Task.FromResult(true);
    }

    public Task<bool> RaiseAsync<T>(string instanceId, string eventName, T value, CancellationToken cancellation)
    {
        Raised.Add((instanceId, eventName, value));
        return Task.FromResult(true);
    }

    public Task<WorkflowView?> FindAsync(string instanceId, CancellationToken cancellation)
    {
        Finds++;
        return Task.FromResult(Views.GetValueOrDefault(instanceId));
    }

    public Task<IReadOnlyList<WorkflowView>> ListAsync(int most, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<WorkflowView>>([.. Views.Values.OrderByDescending(view => view.BegunAt).Take(most)]);

    public static WorkflowView View(string id, DateTimeOffset changed, WorkflowState state = WorkflowState.Running, string? question = null)
        => new(id, "sweep", 1, state, changed, changed, new WorkflowStatus("waits") { NeedsDecision = question is not null, Question = question }, null, null);
}

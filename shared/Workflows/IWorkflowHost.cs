namespace Arbit.Workflows;

/// <summary>Where workflows run: the embedded host, or Durable Functions. One contract suite runs against both.</summary>
public interface IWorkflowHost
{
    /// <summary>Begins an instance; false, and nothing changed, where one of that id was ever begun.</summary>
    Task<bool> StartAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation);

    /// <summary>Hands an event to an instance; false where there is none of that id that still runs. It is kept when this returns.</summary>
    Task<bool> RaiseAsync<T>(string instanceId, string eventName, T value, CancellationToken cancellation);

    /// <summary>Null where there is none of that id.</summary>
    Task<WorkflowView?> FindAsync(string instanceId, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<WorkflowView>> ListAsync(int most, CancellationToken cancellation);
}

namespace Arbit.Workflows;

/// <summary>A slow piece of work as deterministic code: the same history comes to the same decisions, on every host.</summary>
/// <typeparam name="TIn">A record that is written as JSON.</typeparam>
/// <typeparam name="TOut">A record that is written as JSON.</typeparam>
public abstract class Workflow<TIn, TOut>
{
    /// <summary>Unique and lasting: it is in journals.</summary>
    public abstract string Name { get; }

    /// <summary>What new instances begin with. Raised when what it does changes in a way that a history would show; the code branches on <see cref="IWorkflowContext.Version"/> for as long as old instances live.</summary>
    public virtual int Version => 1;

    public abstract Task<TOut> RunAsync(IWorkflowContext context, TIn input);
}

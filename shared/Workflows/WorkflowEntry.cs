namespace Arbit.Workflows;

/// <summary>A workflow as hosts run it: what goes in and comes out is JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">What new instances begin with.</param>
/// <param name="RunAsync">Runs it on an input, to its result.</param>
public sealed record WorkflowEntry(string Name, int Version, Func<IWorkflowContext, string, Task<string>> RunAsync);

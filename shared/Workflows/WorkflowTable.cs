namespace Arbit.Workflows;

/// <summary>The workflows that a host knows, by name. Filled before the host begins.</summary>
public sealed class WorkflowTable
{
    private readonly SortedDictionary<string, WorkflowEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>In ordinal order.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <exception cref="ArgumentException">There is one of that name already.</exception>
    public WorkflowTable Add<TIn, TOut>(Workflow<TIn, TOut> workflow)
    {
        var entry = new WorkflowEntry(
            workflow.Name,
            workflow.Version,
            async (context, input) => WorkflowJson.Write(await workflow.RunAsync(context, WorkflowJson.Read<TIn>(input))));
        return _entries.TryAdd(workflow.Name, entry)
            ? this
            : throw new ArgumentException($"There are two workflows named {workflow.Name}.", nameof(workflow));
    }

    /// <summary>Null where there is none of that name.</summary>
    public WorkflowEntry? Find(string name) => _entries.GetValueOrDefault(name);
}

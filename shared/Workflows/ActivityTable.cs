namespace Arbit.Workflows;

/// <summary>What a host does when a workflow calls an activity, by its name. Filled before the host begins.</summary>
public sealed class ActivityTable
{
    private readonly Dictionary<string, Func<ActivityCall, string, CancellationToken, Task<string>>> _entries = new(StringComparer.Ordinal);

    /// <summary>
    /// It may run again after an interruption, with the same <see cref="ActivityCall.Key"/>. What it throws reaches the workflow as
    /// <see cref="ActivityFailedException"/>, after the retries that its policy allows; a <see cref="RefusalException"/> at once.
    /// </summary>
    /// <exception cref="ArgumentException">There is one of that name already.</exception>
    public ActivityTable Add<TIn, TOut>(Activity<TIn, TOut> activity, Func<ActivityCall, TIn, CancellationToken, Task<TOut>> implementation)
        => _entries.TryAdd(
            activity.Name,
            async (call, input, cancellation) => WorkflowJson.Write(await implementation(call, WorkflowJson.Read<TIn>(input), cancellation)))
            ? this
            : throw new ArgumentException($"There are two activities named {activity.Name}.", nameof(activity));

    /// <summary>Null where there is none of that name.</summary>
    public Func<ActivityCall, string, CancellationToken, Task<string>>? Find(string name) => _entries.GetValueOrDefault(name);
}

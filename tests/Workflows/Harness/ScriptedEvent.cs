using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>Something that somebody tells an instance in the course of a scenario.</summary>
/// <param name="After">The scenario's begin; where a timer is due at the same time, that fires first.</param>
/// <param name="RaiseAsync">Tells it.</param>
public sealed record ScriptedEvent(TimeSpan After, Func<IWorkflowHost, Task<bool>> RaiseAsync)
{
    public static ScriptedEvent Of<T>(TimeSpan after, string instanceId, string name, T value)
        => new(after, host => host.RaiseAsync(instanceId, name, value, default));
}

using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>A workflow, what it is begun with, and all that happens around it: enough to run it again and again and hold the runs against each other.</summary>
public sealed record Scenario
{
    /// <summary>Begins it; called again after a kill.</summary>
    public required Func<IWorkflowHost, Task> BeginAsync { get; init; }

    /// <summary>It, and those that it runs.</summary>
    public required WorkflowTable Workflows { get; init; }

    /// <summary>A new world, the same each time.</summary>
    public required Func<ScriptedWorld> World { get; init; }

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<ScriptedEvent> Events { get; init; } = [];

    /// <param name="workflow">Which; others that it runs are added to <see cref="Workflows"/>.</param>
    /// <param name="instanceId">Its business key.</param>
    /// <param name="input">What it begins with.</param>
    /// <param name="world">A new world, the same each time.</param>
    /// <param name="events">What it is told, in the order of their times.</param>
    public static Scenario Of<TIn, TOut>(
        Workflow<TIn, TOut> workflow,
        string instanceId,
        TIn input,
        Func<ScriptedWorld> world,
        params IReadOnlyList<ScriptedEvent> events)
        => new()
        {
            BeginAsync = host => host.StartAsync(workflow, instanceId, input, default),
            Workflows = new WorkflowTable().Add(workflow),
            World = world,
            Events = events,
        };
}

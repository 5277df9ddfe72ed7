using Arbit.Tests.Workflows.Harness;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows.World;

/// <summary>What scenarios of the slow side are made of.</summary>
internal static class SlowScenario
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Another instance begins while the first is under way.</summary>
    public static ScriptedEvent Begins<TIn, TOut>(TimeSpan after, Workflow<TIn, TOut> workflow, string id, TIn input)
        => new(after, host => host.StartAsync(workflow, id, input, default));

    public static ScriptedEvent Decides(TimeSpan after, string id, bool yes) => ScriptedEvent.Of(after, id, Decision.EventName, new Decision(yes, "page"));
}

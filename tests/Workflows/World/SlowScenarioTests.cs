using Arbit.Slow;
using Arbit.Tests.Workflows.Harness;
using Arbit.Workflows;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.World;

/// <summary>Workflows of the slow side, each put through a proof in a <see cref="SlowWorld"/>: here through <see cref="WorkflowProof"/>.</summary>
public abstract class SlowScenarioTests(ITestOutputHelper output)
{
    /// <summary>Proves a scenario, and hands back a run of it.</summary>
    protected virtual async Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output)
    {
        var figures = await WorkflowProof.CheckAsync(scenario);
        ProofTally.Add(output, name, figures);
        Assert.True(figures.Kills > 0 && figures.Prefixes > 0);
        return figures;
    }

    /// <summary>Proves it, says how much was gone through, and hands back the run's world and what the instance came to.</summary>
    private protected async Task<(SlowWorld World, TOut Result)> ProveAsync<TIn, TOut>(
        Workflow<TIn, TOut> workflow, string id, TIn input, Func<SlowWorld> world, params IReadOnlyList<ScriptedEvent> events)
    {
        var figures = await CheckAsync(Scenario.Of(workflow, id, input, world, events) with { Workflows = SlowWorkflows.Table() }, id, output);
        var view = figures.Views.Single(view => view.InstanceId == id);
        Assert.True(view.State == WorkflowState.Completed, view.Failure);
        return ((SlowWorld)figures.World, WorkflowJson.Read<TOut>(view.Result!));
    }
}

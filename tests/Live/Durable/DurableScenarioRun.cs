using Arbit.Tests.Support;
using Arbit.Tests.Workflows.Harness;

namespace Arbit.Tests.Live.Durable;

/// <summary>Runs a scenario on Durable in told time, one thing after the other, to where nothing happens any more.</summary>
internal static class DurableScenarioRun
{
    private const int MostSteps = 10_000;

    public static async Task<DurableOutcome> RunAsync(Scenario scenario)
    {
        var time = new ManualTime();
        var world = scenario.World();
        var begin = time.GetUtcNow();
        world.Now = begin;
        var script = new ScenarioScript(scenario, world, begin);
        await using var host = await DurableTestHost.StartAsync(scenario.Workflows, world.Activities, time, isStepped: true);
        await scenario.BeginAsync(host.Workflows);
        await host.SettleAsync();
        for (var steps = 0; script.Next(host.Backend.NextTimerAt) is { } step; steps++)
        {
            Assert.True(steps < MostSteps, "The scenario does not come to rest.");
            world.Now = step.At > world.Now ? step.At : world.Now;
            await host.MoveToAsync(step.At);
            if (step.RaiseAsync is null)
                continue;
            await step.RaiseAsync(host.Workflows);
            step.Arrived!();
            await host.SettleAsync();
        }

        var views = await host.Workflows.ListAsync(int.MaxValue, default);
        return new DurableOutcome([.. views.OrderBy(view => view.InstanceId, StringComparer.Ordinal)], world, host.Backend.Turns);
    }
}

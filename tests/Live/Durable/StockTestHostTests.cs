using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Live.Durable;
using Arbit.Tests.Run;
using Arbit.Tests.Workflows;
using Arbit.Workflows;
using Arbit.Workflows.Register;
using Microsoft.DurableTask.Testing;

namespace Arbit.Tests.Live.Durable;

/// <summary>On the SDK's own test host as it comes, by the machine's clock: nothing of what the other tests put around it is needed.</summary>
public sealed class StockTestHostTests
{
    [Fact]
    public async Task A_workflow_calls_sleeps_waits_runs_another_and_continues_as_new()
    {
        var echo = new Activity<string, string>("echo");
        var child = new ScriptedWorkflow("child", (context, input) => context.CallAsync(echo, input));
        var parent = new ScriptedWorkflow("parent", async (context, input) =>
        {
            await context.SleepUntilAsync(context.Now + TimeSpan.FromMilliseconds(1));
            var came = await context.WaitAsync<int>("go", TimeSpan.FromHours(1));
            var said = await context.RunAsync(child, $"c-{came.Value}", $"{input}{came.Value}");
            if (came.Value < 3)
                context.ContinueAsNew($"{said} ");
            return said;
        });
        var workflows = new WorkflowTable().Add(child).Add(parent);
        using var store = new SqliteStateStore(":memory:", SqliteSafety.Nothing);
        var register = new WorkflowRegister(store);
        DurableActivities? activities = null;
        await using var stock = await DurableTaskTestHost.StartAsync(
            registry => registry.AddWorkflows(workflows.Names, () => new WorkflowOrchestrator(workflows), () => activities!),
            new DurableTaskTestHostOptions { Port = ArbitProcess.FreePort() });
        var host = new DurableWorkflowHost(stock.Client, workflows, register, TimeProvider.System);
        activities = new DurableActivities(new ActivityTable().Add(echo, (_, input, _) => Task.FromResult($"<{input}>")), host, register);
        Assert.True(await host.StartAsync(parent, "p-1", "", default));
        for (var i = 1; i <= 3; i++)
            Assert.True(await host.RaiseAsync("p-1", "go", i, default));
        await stock.Client.WaitForInstanceCompletionAsync("p-1");
        var view = await host.FindAsync("p-1", default);
        Assert.Equal("<<<1> 2> 3>", WorkflowJson.Read<string>(view!.Result!));
        Assert.Equal(["c-1", "c-2", "c-3", "p-1"], (await host.ListAsync(10, default)).Select(each => each.InstanceId).Order(StringComparer.Ordinal));
    }
}

using System.CommandLine;
using System.Text.Json;
using Arbit.EdgeRunner.Page.State;
using Arbit.Strategy.Transfers;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Commands;

/// <summary>workflows: what the slow side of a running Arbit does; workflows ID: one, with its steps.</summary>
public static class WorkflowsCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "one, with its steps and what belongs to it", Arity = ArgumentArity.ZeroOrOne };
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command("workflows", "What the slow side of a running Arbit does and waits for") { id, url, json };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, arbit => parsed.GetValue(id) is { } wanted
            ? ShowAsync(arbit, wanted, parsed.GetValue(json))
            : ListAsync(arbit, parsed.GetValue(json))));
        return command;
    }

    private static async Task ListAsync(RunningArbit arbit, bool json)
    {
        var list = await arbit.GetAsync<WorkflowList>("/api/workflows").ConfigureAwait(false);
        if (json)
        {
            Output.WritePageJson(list);
            return;
        }

        if (list.Workflows.Count == 0)
            Console.WriteLine("none yet");
        foreach (var view in list.Workflows)
            PrintLine(view);
    }

    private static async Task ShowAsync(RunningArbit arbit, string id, bool json)
    {
        var view = await arbit.GetAsync<WorkflowProgressView>($"/api/workflows/{Uri.EscapeDataString(id)}").ConfigureAwait(false);
        if (json)
        {
            Output.WritePageJson(view);
            return;
        }

        PrintLine(view);
        foreach (var done in view.Done)
            Console.WriteLine($"    done   {done}");
        if (view.WaitingFor is { } waiting)
            Console.WriteLine($"    waits  for {waiting}");
        if (view.Question is { } question)
            Console.WriteLine($"    asks   {question}");
        foreach (var network in NetworksOf(view))
            Console.WriteLine($"    {network.Network,-12} fee {network.Fee?.ToString() ?? "?",-12} minutes {network.Minutes?.ToString() ?? "?",-8} {Output.Name(network.Why)}");
    }

    private static void PrintLine(WorkflowProgressView view) =>
        Console.WriteLine($"{view.Id,-32} {view.Workflow,-14} {(view.NeedsDecision ? "asks" : Output.Name(view.State)),-10} {view.Failure ?? view.Step}");

    /// <summary>What belongs to a workflow of another kind is printed by --json alone.</summary>
    private static IReadOnlyList<NetworkCandidate> NetworksOf(WorkflowProgressView view) =>
        view.Details is { ValueKind: JsonValueKind.Array } details ? details.Deserialize<List<NetworkCandidate>>(WorkflowJson.Options) ?? [] : [];
}

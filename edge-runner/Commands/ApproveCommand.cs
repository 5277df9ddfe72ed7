using System.CommandLine;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Commands;

/// <summary>approve ID: a yes to what a workflow asks, or with --refuse a no.</summary>
public static class ApproveCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "the workflow that asks; status and workflows show them" };
        var refuse = new Option<bool>("--refuse") { Description = "no instead of yes" };
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command("approve", "Say yes (--refuse: no) to what a workflow asks") { id, refuse, url, json };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, async arbit =>
        {
            var path = $"/api/workflows/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
            var view = await arbit.GetAsync<WorkflowProgressView>(path).ConfigureAwait(false);
            if (view.Question is { } question && !parsed.GetValue(json))
                Console.WriteLine(question);

            // The question goes with the answer: what is asked by the time that it arrives may be another one.
            var verb = parsed.GetValue(refuse) ? "refuse" : "approve";
            Output.WriteSaid(await arbit.PostAsync($"{path}/{verb}", new WishRequest { Question = view.Question }).ConfigureAwait(false), parsed.GetValue(json));
        }));
        return command;
    }
}

using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

public sealed class WorkflowProofTests
{
    private static readonly Activity<string, string> Quote = new("quote");
    private static readonly Activity<string, string> Send = new("send");
    private static readonly Activity<string, string> Look = new("look");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly RetryPolicy Thrice = new(3, TimeSpan.FromSeconds(5), 2, Hour);

    [Fact]
    public async Task A_workflow_with_everything_in_it_survives_every_kill_and_decides_the_same_from_every_prefix()
    {
        var figures = await WorkflowProof.CheckAsync(Whole());
        // Two runs of it, each three quotes, a send and a look of another instance.
        Assert.Equal(2 * 5, figures.Keys);
        Assert.Equal(2 * figures.Writes, figures.Kills);
        Assert.True(figures.Writes > 25, $"{figures}");
        Assert.True(figures.Prefixes > 25, $"{figures}");
    }

    [Fact]
    public async Task A_silence_that_runs_out_is_proved_as_well()
    {
        var figures = await WorkflowProof.CheckAsync(Silence());
        Assert.Equal(1, figures.Keys);
    }

    [Fact]
    public async Task What_decides_by_something_outside_of_its_history_is_found()
    {
        var count = 0;
        var drifts = new ScriptedWorkflow("drifts", async (context, _) => await context.CallAsync(Quote, $"{++count}"));
        var found = await Assert.ThrowsAnyAsync<Exception>(() => WorkflowProof.CheckAsync(Scenario.Of(drifts, "w-1", "a", World)));
        Assert.Contains("decided otherwise", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_behaves_otherwise_while_it_replays_is_found()
    {
        var peeks = new ScriptedWorkflow("peeks", async (context, input) =>
        {
            await context.CallAsync(Quote, input);
            return context.IsReplaying ? "again" : "first";
        });
        var found = await Assert.ThrowsAnyAsync<Exception>(() => WorkflowProof.CheckAsync(Scenario.Of(peeks, "w-1", "a", World)));
        Assert.Contains("again", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_an_end_and_the_same_after_every_kill()
    {
        var figures = await WorkflowProof.CheckAsync(Failure());
        Assert.Equal(1, figures.Keys);
        Assert.True(figures.Kills >= 6, $"{figures}");
    }

    /// <summary>A workflow with everything in it.</summary>
    internal static Scenario Whole()
    {
        var look = new ScriptedWorkflow("look", async (context, input) =>
        {
            await context.SleepUntilAsync(context.Now + Hour);
            return await context.CallAsync(Look, input, Thrice);
        });
        var whole = new ScriptedWorkflow("whole", async (context, input) =>
        {
            context.SetStatus(new WorkflowStatus($"quotes {input}"));
            var quotes = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallAsync(Quote, $"{input}{i}", Thrice)));
            context.SetStatus(new WorkflowStatus("asks") { NeedsDecision = true, Details = string.Join(',', quotes) });
            var decision = await context.WaitAsync<Decision>(Decision.EventName, 24 * Hour);
            if (!decision.Came)
                return "nobody said anything";
            await context.CallAsync(Send, $"{context.NewId()} {decision.Value!.By}");
            var seen = await context.RunAsync(look, $"{context.InstanceId}-look-{input}", quotes[0]);
            if (input != "b")
                context.ContinueAsNew("b");
            return seen;
        });
        var scenario = Scenario.Of(
            whole, "w-1", "a", World,
            ScriptedEvent.Of(Hour, "w-1", Decision.EventName, new Decision(Approved: true, "page")),
            ScriptedEvent.Of(1.5 * Hour, "w-1", Decision.EventName, new Decision(Approved: true, "cli")));
        scenario.Workflows.Add(look);
        return scenario;
    }

    /// <summary>Nobody says anything.</summary>
    internal static Scenario Silence()
        => Scenario.Of(
            new ScriptedWorkflow("waits", async (context, input)
                => (await context.WaitAsync<Decision>(Decision.EventName, Hour)).Came ? "came" : await context.CallAsync(Quote, input)),
            "w-1", "a", World);

    /// <summary>It asks for what the host does not have.</summary>
    internal static Scenario Failure()
    {
        var unknown = new ScriptedWorkflow("unknown", (_, _) => Task.FromResult(""));
        var fails = new ScriptedWorkflow("fails", async (context, input) => await context.RunAsync(unknown, "other", await context.CallAsync(Quote, input)));
        return Scenario.Of(fails, "w-1", "a", World);
    }

    private static ScriptedWorld World() => new ScriptedWorld()
        .Answer(Quote, (call, input) => call.Step == 2 && call.Attempt < 3 ? throw new InvalidOperationException("busy") : $"1.5 for {input}")
        .Answer(Send, (_, input) => $"sent {input}")
        .Answer(Look, (call, input) => call.Attempt == 1 ? throw new InvalidOperationException("not there yet") : $"{input} arrived");
}

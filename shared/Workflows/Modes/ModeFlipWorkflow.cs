using Arbit.Messages.Commands;
using Arbit.Strategy;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Gold;

namespace Arbit.Workflows.Modes;

/// <summary>
/// Mode Manager: the mode is announced to the edge first, as a level with its epoch, so the capital is divided anew and no new entry is
/// made on the old terms; then the bots follow. Each step looks whether a newer flip has come, and every order carries the epoch: what is
/// late changes nothing (lesson L33). There is nothing to undo in a flip that is overtaken: what it reserved is given back by the step
/// that had it, what it traded is where it is, and the newer level is reached from there. A step that fails waits for a person.
/// </summary>
public sealed class ModeFlipWorkflow : Workflow<ModeFlip, ModeFlipResult>
{
    public override string Name => "mode-flip";

    public static string InstanceOf(long epoch) => $"mode-flip-{epoch}";

    public override async Task<ModeFlipResult> RunAsync(IWorkflowContext context, ModeFlip input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say($"tells the edge: {input.Mode}, epoch {input.Epoch}");
        var told = await context.TryAsync(new SetMode($"{context.InstanceId}:mode", EdgeCalls.AnyTime, input.Mode, input.Epoch, settings.FuelOf(input.Mode)));
        if (!told.Accepted)
            return Ended(progress, input, true, $"flip {input.Epoch} to {input.Mode}: {told.Reason}");
        progress.Did($"the edge is in mode {input.Mode}, its capital divided anew");
        await context.TellAsync(AlertLevel.Notice, $"Mode {input.Mode} since {context.Now:u}, epoch {input.Epoch} ({input.By})");

        foreach (var (step, run) in StepsOf(context, input))
        {
            if (await IsSupersededAsync(context, input.Epoch))
                return Ended(progress, input, true, $"a newer flip came before: {step}");
            await StepAsync(context, progress, settings, step, run);
        }

        return Ended(progress, input, false, $"mode {input.Mode}, epoch {input.Epoch}: done");
    }

    private static IEnumerable<(string Step, Func<Task<string>> Run)> StepsOf(IWorkflowContext context, ModeFlip input)
    {
        if (input.Mode == TradingMode.Gold)
        {
            yield return ("A-Bot gives up its seats", async () => (await context.RunAsync(new SeatsWorkflow(), $"seats-flip-{input.Epoch}", new SeatTask(SeatTrigger.FlipToGold, "") { Epoch = input.Epoch })).Text);
            yield return ("G-Bot buys gold", async () => (await context.RunAsync(new GoldPurchaseWorkflow(), $"gold-buy-{input.Epoch}", new GoldPurchase(input.Epoch))).Text);
        }
        else
        {
            yield return ("G-Bot sells gold", async () => (await context.RunAsync(new GoldSaleWorkflow(), $"gold-sell-{input.Epoch}", new GoldSale(input.Epoch))).Text);
        }
    }

    /// <summary>A step that failed is shown and asked about: either answer goes on, and the flip is not done before one came or the question ran out.</summary>
    private static async Task StepAsync(IWorkflowContext context, Progress progress, SlowSettings settings, string step, Func<Task<string>> run)
    {
        progress.Say(step, "the workflow of that step");
        try
        {
            progress.Did($"{step}: {await run()}");
        }
        catch (Exception e) when (e is WorkflowFailedException or ActivityFailedException or EdgeRefusedException)
        {
            var problem = $"{step} failed and needs a person: {e.Message}";
            progress.Did(problem);
            await context.TellAsync(AlertLevel.Alarm, problem);
            await progress.AskAsync("manual", $"{problem} Yes: it was seen to, go on. No: go on without it.", settings.QuestionWaits);
        }
    }

    private static async Task<bool> IsSupersededAsync(IWorkflowContext context, long epoch)
        => (await context.CallAsync(ModeActivities.Read, Done.It, RetryPolicy.Reading)).Epoch > epoch;

    private static ModeFlipResult Ended(Progress progress, ModeFlip input, bool superseded, string text)
    {
        progress.Say(text);
        return new ModeFlipResult(input.Epoch, input.Mode, superseded, text);
    }
}

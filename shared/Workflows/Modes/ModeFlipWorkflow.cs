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
        progress.Say($"tells the edge: {input.Mode.Word()}, epoch {input.Epoch}");
        var told = await context.TryAsync(new SetMode($"{context.InstanceId}:mode", EdgeCalls.AnyTime, input.Mode, input.Epoch, settings.FuelOf(input.Mode)));
        if (!told.Accepted)
        {
            if (!await IsSupersededAsync(context, input.Epoch))
                await context.TellAsync(AlertLevel.Alarm, $"the edge does not take mode {input.Mode.Word()}, epoch {input.Epoch}: {told.Reason}");
            return progress.Ended(new ModeFlipResult(input.Epoch, input.Mode, Superseded: true, $"flip {input.Epoch} to {input.Mode.Word()}: {told.Reason}"));
        }

        progress.Did($"the edge is in mode {input.Mode.Word()}, its capital divided anew");
        await context.TellAsync(AlertLevel.Notice, $"Mode {input.Mode.Word()} since {context.Now:u}, epoch {input.Epoch} ({input.By})");

        var flip = new Flip(context, progress, settings, input.Epoch);
        var isDone = input.Mode == TradingMode.Gold ? await ToGoldAsync(flip) : await flip.StepAsync("G-Bot sells gold", () => SellAsync(flip)) is not null;
        return isDone && !await IsSupersededAsync(context, input.Epoch)
            ? progress.Ended(new ModeFlipResult(input.Epoch, input.Mode, Superseded: false, $"mode {input.Mode.Word()}, epoch {input.Epoch}: done"))
            : progress.Ended(new ModeFlipResult(input.Epoch, input.Mode, Superseded: true, $"a newer flip came before epoch {input.Epoch} was done: that one does the rest"));
    }

    /// <summary>Gold is not waited for by locked stakes, which may take months: they follow as they are released.</summary>
    private static async Task<bool> ToGoldAsync(Flip flip)
    {
        var seats = new SeatOutcome("");
        return await flip.StepAsync("A-Bot gives up its seats", async () => (seats = await SeatsAsync(flip, "flip", SeatTrigger.FlipToGold)).Text) is not null
            && await flip.StepAsync("G-Bot buys gold", () => BuyAsync(flip, "")) is not null
            && (seats.Locked == 0
                || (await flip.StepAsync("A-Bot's locked stakes are released", async () => (await SeatsAsync(flip, "released", SeatTrigger.Released)).Text) is not null
                    && await flip.StepAsync("G-Bot buys gold for them", () => BuyAsync(flip, "-released")) is not null));
    }

    private static Task<SeatOutcome> SeatsAsync(Flip flip, string what, SeatTrigger trigger)
        => flip.Context.RunAsync(new SeatsWorkflow(), $"seats-{what}-{flip.Epoch}", new SeatTask(trigger, "") { Epoch = flip.Epoch });

    private static async Task<string> BuyAsync(Flip flip, string what)
        => (await flip.Context.RunAsync(new GoldPurchaseWorkflow(), $"gold-buy-{flip.Epoch}{what}", new GoldPurchase(flip.Epoch))).Text;

    private static async Task<string> SellAsync(Flip flip)
        => (await flip.Context.RunAsync(new GoldSaleWorkflow(), $"gold-sell-{flip.Epoch}", new GoldSale(flip.Epoch))).Text;

    private static async Task<bool> IsSupersededAsync(IWorkflowContext context, long epoch)
        => (await context.CallAsync(ModeActivities.Read, Done.It, RetryPolicy.Lasting)).Epoch > epoch;

    /// <summary>What the steps of a flip go by.</summary>
    private sealed record Flip(IWorkflowContext Context, Progress Progress, SlowSettings Settings, long Epoch)
    {
        /// <summary>
        /// Null where a newer flip has come before it. One that failed is shown and asked about: either answer goes on, and the flip is
        /// not done before one came or the question ran out.
        /// </summary>
        public async Task<string?> StepAsync(string step, Func<Task<string>> run)
        {
            if (await IsSupersededAsync(Context, Epoch))
                return null;
            Progress.Say(step, "the workflow of that step");
            try
            {
                var text = $"{step}: {await run()}";
                Progress.Did(text);
                return text;
            }
            catch (Exception e) when (e is WorkflowFailedException or ActivityFailedException or EdgeRefusedException)
            {
                var problem = $"{step} failed and needs a person: {e.Message}";
                Progress.Did(problem);
                await Context.TellAsync(AlertLevel.Alarm, problem);
                await Progress.AskAsync("manual", $"{problem} Yes: it was seen to, go on. No: go on without it.", Settings.QuestionWaits);
                return problem;
            }
        }
    }
}

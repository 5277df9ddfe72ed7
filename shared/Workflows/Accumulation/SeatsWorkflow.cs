using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Strategy.Accumulation;
using Arbit.Workflows.Claims;
using Arbit.Workflows.Edge;

namespace Arbit.Workflows.Accumulation;

/// <summary>
/// A-Bot: six seats, each a sixth of its fuel. A signal, or a look at them, leads to actions that are done one after the other, and the
/// seats are remembered after each, so that a crash in the middle goes on where it was. One at a time: two signals wait for each other.
/// Nobody waits for a lock, though: what is asked back and locked is waited for without the claim.
/// </summary>
public sealed class SeatsWorkflow : Workflow<SeatTask, SeatOutcome>
{
    /// <summary>Who has it may change the seats.</summary>
    internal const string Claim = "seats";

    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(1);

    public override string Name => "seats";

    public override async Task<SeatOutcome> RunAsync(IWorkflowContext context, SeatTask input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        // A look that finds somebody at the seats has nothing to do there.
        if (!await TakeAsync(context, progress, settings, input.Trigger != SeatTrigger.Look))
            return progress.Ended(new SeatOutcome("somebody else is at the seats"));
        List<SeatStep> locked = [];
        var texts = await context.AndGiveBackAsync(Claim, () => ActAsync(context, progress, input, settings, locked));
        if (input.Trigger == SeatTrigger.FlipToGold)
            return progress.Ended(new SeatOutcome(string.Join("; ", texts), locked.Count));
        foreach (var step in locked.OrderBy(step => step.ReleasesAt).ToList())
        {
            await step.WaitAsync();
            await TakeAsync(context, progress, settings, true);
            texts.Add(await context.AndGiveBackAsync(Claim, () => FinishAsync(context, step)));
            progress.Did(texts[^1]);
        }

        return progress.Ended(new SeatOutcome(string.Join("; ", texts)));
    }

    private static async Task<bool> TakeAsync(IWorkflowContext context, Progress progress, SlowSettings settings, bool waits)
    {
        while (!await context.ClaimAsync(Claim, settings))
        {
            if (!waits)
                return false;
            progress.Say("waits", "another signal at the seats");
            await context.SleepUntilAsync(context.Now + Waits);
        }

        return true;
    }

    private static async Task<List<string>> ActAsync(IWorkflowContext context, Progress progress, SeatTask input, SlowSettings settings, List<SeatStep> locked)
    {
        var book = await context.CallAsync(SeatActivities.Read, Done.It, RetryPolicy.Lasting);
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var fuel = settings.FuelOf(told.Mode).ABot;
        if (input.Trigger is SeatTrigger.BuySignal or SeatTrigger.Look && fuel.RateUnits == 0)
            return [$"A-Bot has no fuel in mode {told.Mode.Word()}"];
        var offers = input.Trigger is SeatTrigger.Look or SeatTrigger.BuySignal
            ? await context.CallAsync(SeatActivities.Offers, Done.It, RetryPolicy.Reading)
            : [];
        var decision = Decide(book, input, offers);
        if (decision.Refusal != SeatRefusal.None)
            return [$"refused: {decision.Refusal}"];
        if (decision.Actions.Count == 0)
            return ["nothing to do"];

        var budget = Seats.Budget(told.Capital.Value * new Exact(fuel.RateUnits, 8));
        List<string> done = [];
        foreach (var action in decision.Actions)
        {
            if (!await context.ClaimAsync(Claim, settings))
                return [.. done, "it took so long that somebody else took the seats over"];
            progress.Say($"{action.Kind} {action.Coin}, seat {action.Number + 1}");
            var step = new SeatStep(context, progress, settings, input.Epoch, action);
            book = action.Kind switch
            {
                SeatActionKind.Buy => await step.BuyAsync(book, offers, budget),
                SeatActionKind.Sell => await step.SellAsync(book),
                _ => book with { Taken = [.. book.Taken.Select(seat => seat.Number == action.Number ? seat with { Use = action.Use } : seat)] },
            };
            await context.CallAsync(SeatActivities.Keep, book, RetryPolicy.Lasting);
            if (step.IsLocked)
                locked.Add(step);
            done.Add(step.Text);
            progress.Did(step.Text);
        }

        return done;
    }

    private static async Task<string> FinishAsync(IWorkflowContext context, SeatStep step)
    {
        var book = await context.CallAsync(SeatActivities.Read, Done.It, RetryPolicy.Lasting);
        await context.CallAsync(SeatActivities.Keep, await step.FinishAsync(book), RetryPolicy.Lasting);
        return step.Text;
    }

    private static SeatDecision Decide(SeatBook book, SeatTask input, IReadOnlyList<OfferAt> offers)
    {
        var seats = Seats.Of(book.Taken, book.Next);
        var decision = input.Trigger switch
        {
            SeatTrigger.BuySignal => seats.OnBuy(new Asset(input.Coin)),
            SeatTrigger.SellSignal => seats.OnSell(new Asset(input.Coin)),
            SeatTrigger.FlipToGold or SeatTrigger.Released => seats.OnFlipToGold(),
            _ => seats.OnLook(offers.GroupBy(offer => offer.Offer.Asset).OrderBy(group => group.Key).Select(group => (group.Key, group.Max(offer => offer.Offer.YearlyYield)))),
        };

        // Somebody waits already for what was asked back; at a flip it is waited for once more, because who asked may not act any more.
        return input.Trigger is SeatTrigger.FlipToGold or SeatTrigger.Released
            ? decision
            : decision with { Actions = [.. decision.Actions.Where(action => action.Kind != SeatActionKind.Sell || !book.Held.Any(held => held.Number == action.Number && held.IsAskedBack))] };
    }
}

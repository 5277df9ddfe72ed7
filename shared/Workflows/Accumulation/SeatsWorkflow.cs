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
/// </summary>
public sealed class SeatsWorkflow : Workflow<SeatTask, SeatOutcome>
{
    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ClaimTakes = TimeSpan.FromDays(200);

    public override string Name => "seats";

    public override async Task<SeatOutcome> RunAsync(IWorkflowContext context, SeatTask input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        var claim = new Claim("seats", context.InstanceId, context.Now + ClaimTakes);
        while (!await context.CallAsync(ClaimActivities.Take, claim, RetryPolicy.Reading))
        {
            // A look that finds somebody at the seats has nothing to do there.
            if (input.Trigger == SeatTrigger.Look)
                return Ended(progress, "somebody else is at the seats");
            progress.Say("waits", "another signal at the seats");
            await context.SleepUntilAsync(context.Now + Waits);
        }

        var outcome = await ActAsync(context, progress, input, settings);
        await context.CallAsync(ClaimActivities.Give, claim, RetryPolicy.Reading);
        return Ended(progress, outcome);
    }

    private static async Task<string> ActAsync(IWorkflowContext context, Progress progress, SeatTask input, SlowSettings settings)
    {
        var book = await context.CallAsync(SeatActivities.Read, Done.It, RetryPolicy.Reading);
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var fuel = settings.FuelOf(told.Mode).ABot;
        if (input.Trigger is SeatTrigger.BuySignal or SeatTrigger.Look && fuel.RateUnits == 0)
            return $"A-Bot has no fuel in mode {told.Mode}";
        var offers = input.Trigger == SeatTrigger.Look || input.Trigger == SeatTrigger.BuySignal
            ? await context.CallAsync(SeatActivities.Offers, Done.It, RetryPolicy.Reading)
            : [];
        var decision = Decide(Seats.Of(book.Taken, book.Next), input, offers);
        if (decision.Refusal != SeatRefusal.None)
            return $"refused: {decision.Refusal}";
        if (decision.Actions.Count == 0)
            return "nothing to do";

        var budget = Seats.Budget(told.Capital.Value * new Exact(fuel.RateUnits, 8));
        var done = new List<string>();
        foreach (var action in decision.Actions)
        {
            progress.Say($"{action.Kind} {action.Coin}, seat {action.Number + 1}");
            var step = new SeatStep(context, progress, settings, input.Epoch, action);
            book = action.Kind switch
            {
                SeatActionKind.Buy => await step.BuyAsync(book, offers, budget),
                SeatActionKind.Sell => await step.SellAsync(book),
                _ => book with { Taken = [.. book.Taken.Select(seat => seat.Number == action.Number ? seat with { Use = action.Use } : seat)] },
            };
            await context.CallAsync(SeatActivities.Keep, book, RetryPolicy.Reading);
            done.Add(step.Text);
            progress.Did(step.Text);
        }

        return string.Join("; ", done);
    }

    private static SeatDecision Decide(Seats seats, SeatTask input, IReadOnlyList<OfferAt> offers) => input.Trigger switch
    {
        SeatTrigger.BuySignal => seats.OnBuy(new Asset(input.Coin)),
        SeatTrigger.SellSignal => seats.OnSell(new Asset(input.Coin)),
        SeatTrigger.FlipToGold => seats.OnFlipToGold(),
        _ => seats.OnLook(offers.GroupBy(offer => offer.Offer.Asset).OrderBy(group => group.Key).Select(group => (group.Key, group.Max(offer => offer.Offer.YearlyYield)))),
    };

    private static SeatOutcome Ended(Progress progress, string text)
    {
        progress.Say(text);
        return new SeatOutcome(text);
    }
}

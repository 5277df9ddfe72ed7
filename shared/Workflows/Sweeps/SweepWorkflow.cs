using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Strategy.Gold;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Sweeps;

/// <summary>
/// A month's sweep: prepared by a timer, carried out by a person's button, once, because its month is its name. 15 % of the realised
/// net profit since the last one goes to the cold wallet as gold, losses carried forward (strategy.md, G-Bot). Without the button the
/// month ends and nothing is swept.
/// </summary>
public sealed class SweepWorkflow : Workflow<SweepMonth, SweepResult>
{
    /// <summary>The event that the button is.</summary>
    public const string Button = "sweep";

    public override string Name => "sweep";

    public static string InstanceOf(DateTimeOffset now) => $"sweep-{now.UtcDateTime:yyyy-MM}";

    public override async Task<SweepResult> RunAsync(IWorkflowContext context, SweepMonth input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        var (told, decision) = await WorkOutAsync(context, settings, 0);
        await context.TellAsync(AlertLevel.Notice, $"The sweep of {input.Month} is ready: {Text(decision)}");
        for (var presses = 1; ; presses++)
        {
            progress.Say(Text(decision), "a person's button, until the month ends");
            var pressed = await context.WaitAsync<string>(Button, input.EndsAt > context.Now ? input.EndsAt - context.Now : TimeSpan.Zero);
            if (!pressed.Came)
                return progress.Ended(new SweepResult(false, Amount.Zero, "the month ended without a sweep"));
            (told, decision) = await WorkOutAsync(context, settings, presses);
            if (decision.Refusal != SweepRefusal.None)
            {
                progress.Did($"pressed by {pressed.Value}, refused: {decision.Refusal}");
                continue;
            }

            var gold = await BuyAsync(context, progress, settings, told, decision.Dollars, presses);
            if (gold.Received.Sign > 0 && gold.Venue is { } venue)
                return progress.Ended(await TakeAsync(context, progress, settings, told, gold, venue));

            // Nothing is swept, so the month is not over for it.
            progress.Did($"pressed by {pressed.Value}, not swept: {gold.Problem}");
            await context.TellAsync(AlertLevel.Alarm, $"not swept: {gold.Problem}");
        }
    }

    private static async Task<(BalancesTold Told, SweepDecision Decision)> WorkOutAsync(IWorkflowContext context, SlowSettings settings, int press)
    {
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances{press}", EdgeCalls.AnyTime));
        var book = await context.CallAsync(SweepActivities.Read, Done.It, RetryPolicy.Lasting);
        var input = new SweepInput(told.Mode == TradingMode.Btc, context.Now, book.LastSweep, told.RealisedNet.Value - book.Realised.Value, book.LossCarried.Value);
        return (told, Sweep.Of(input, settings.SweepShare));
    }

    private static async Task<SweepResult> TakeAsync(IWorkflowContext context, Progress progress, SlowSettings settings, BalancesTold told, ConversionResult gold, Venue venue)
    {
        progress.Did($"bought {gold.Received} {settings.Gold} at {venue}");

        // Booked before it leaves: whatever becomes of the withdrawal, the profit is not swept a second time.
        await context.CallAsync(SweepActivities.Keep, new SweepBook(context.Now, told.RealisedNet, Amount.Zero), RetryPolicy.Lasting);
        if (!told.Prices.TryGetValue(settings.Gold.Code, out var price))
            return await LeftAsync(context, settings, gold, venue, "there is no price to show the cost with");
        progress.Say($"takes {gold.Received} {settings.Gold} to the cold wallet", "the transfer");
        var order = new TransferOrder(settings.Gold, gold.Received, price, venue, TransferOrder.ColdWallet, context.InstanceId, false, told.Capital, "The monthly sweep.") { IncludesFee = true };
        var moved = await context.RunAsync(new TransferWorkflow(), $"{context.InstanceId}-cold", order);
        return moved.Outcome == TransferOutcome.Arrived ? new SweepResult(true, moved.Arrived, moved.Why) : await LeftAsync(context, settings, gold, venue, moved.Why);
    }

    private static async Task<SweepResult> LeftAsync(IWorkflowContext context, SlowSettings settings, ConversionResult gold, Venue venue, string why)
    {
        var text = $"{gold.Received} {settings.Gold} were bought for the sweep and lie at {venue}: {why}";
        await context.TellAsync(AlertLevel.Alarm, text);
        return new SweepResult(false, Amount.Zero, text);
    }

    /// <summary>From the account and dollar that has most, so that no account is emptied for it.</summary>
    private static async Task<ConversionResult> BuyAsync(IWorkflowContext context, Progress progress, SlowSettings settings, BalancesTold told, Exact dollars, int press)
    {
        var sources = settings.Venues
            .SelectMany(venue => settings.Dollars.Select(dollar => (Venue: venue, Dollar: dollar, Free: told.FreeAt(venue, dollar))))
            .Where(source => told.AmountFor(source.Dollar, dollars) is { Sign: > 0 } wanted && source.Free >= wanted)
            .OrderByDescending(source => source.Free)
            .ToList();
        var result = ConversionResult.None(new ConversionOrder(null, settings.Dollars[0], settings.Gold, Amount.Zero, settings.MaxSlippage, ""), "no account has the dollars for it");
        foreach (var (venue, dollar, _) in sources)
        {
            progress.Say($"buys {settings.Gold} for {dollars.Round(2, Rounding.Floor)} {dollar} at {venue}", "the conversion");
            var order = new ConversionOrder(new Venue(venue), dollar, settings.Gold, told.AmountFor(dollar, dollars), settings.MaxSlippage, "the monthly sweep") { Epoch = told.ModeEpoch, Rests = settings.RestsLimits };
            result = await context.RunAsync(new ConversionWorkflow(), $"{context.InstanceId}-{press}-{venue}-{dollar}", order);
            if (result.Spent.Sign > 0)
                return result;
        }

        return result;
    }

    private static string Text(SweepDecision decision) => decision.Refusal switch
    {
        SweepRefusal.None => $"{decision.Dollars.Round(2, Rounding.Floor)} USD of {decision.Profit.Round(2, Rounding.Floor)} USD profit would go to the cold wallet as gold",
        SweepRefusal.NotInBtcMode => "nothing to sweep in GOLD mode",
        SweepRefusal.SweptThisMonth => "this month was swept",
        _ => $"no profit to sweep: {decision.LossCarried.Round(2, Rounding.Floor)} USD of loss are carried on",
    };
}

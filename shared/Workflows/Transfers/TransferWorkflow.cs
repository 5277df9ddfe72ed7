using Arbit.Accounts;
using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Strategy.Transfers;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Edge;

namespace Arbit.Workflows.Transfers;

/// <summary>
/// Transfer Manager: asks both ends, chooses the network, asks a person where the rules say so, reserves, submits once, follows the
/// money until the other end has credited it. Whatever is in doubt is looked up, never sent again (lesson L27); all the way the ledger
/// knows where the money is.
/// </summary>
public sealed class TransferWorkflow : Workflow<TransferOrder, TransferResult>
{
    private static readonly TimeSpan Reserving = TimeSpan.FromMinutes(10);

    public override string Name => "transfer";

    public override async Task<TransferResult> RunAsync(IWorkflowContext context, TransferOrder input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say($"asks {input.From} and {input.To} for their networks of {input.Asset}");
        TransferQuote quote;
        try
        {
            quote = await AgreedAsync(context, progress, input, settings);
        }
        catch (ActivityFailedException e)
        {
            return progress.Ended(NotSent(null, $"not sent: {e.Message}"));
        }

        if (quote.Chosen is not { } network)
            return progress.Ended(NotSent(null, WhyNot(quote)));

        var chosen = quote.Candidates.First(candidate => candidate.Network == network);
        var fee = chosen.Fee!.Value;
        if (input.IncludesFee)
            input = input with { Amount = input.Amount - fee, IncludesFee = false };
        if (input.Amount.Sign <= 0)
            return progress.Ended(NotSent(network, $"not sent: the network takes {fee} {input.Asset}, and nothing would arrive"));

        var reservation = $"{context.InstanceId}:amount";
        progress.Say($"reserves {input.Amount} {input.Asset} and the fee of {fee} at {input.From}");
        var reserved = await context.TryAsync(new Reserve(reservation, context.Now + Reserving, reservation, input.From.Name, input.Asset, input.Amount + fee, null) { Epoch = input.Epoch });
        if (!reserved.Accepted)
            return progress.Ended(NotSent(network, $"not reserved: {reserved.Reason}"));

        var order = new WithdrawalOrder(context.InstanceId, input.Asset, network, input.Amount, fee, quote.Destination!.Address, quote.Destination.Tag);
        var submittedAt = context.Now;
        var sent = await WithdrawalSteps.SubmitAsync(context, progress, input.From, order, settings);
        if (sent.Withdrawal is not { } withdrawal)
        {
            await context.TryAsync(new Release($"{context.InstanceId}:release", EdgeCalls.AnyTime, reservation));
            return progress.Ended(NotSent(network, sent.Problem));
        }

        // Where it cannot be booked the claim stays: what has left must not be spent, and nothing that follows is booked either.
        var isBooked = await context.BookAsync(new MoveMoney($"{context.InstanceId}:left", EdgeCalls.AnyTime, reservation, input.From.Name, Transit(context, input), input.Asset, withdrawal.Amount, withdrawal.Fee));
        if (isBooked)
            await context.TryAsync(new Release($"{context.InstanceId}:rest", EdgeCalls.AnyTime, reservation));
        progress.Did($"{withdrawal.Amount} {input.Asset} left {input.From} over {network} for a fee of {withdrawal.Fee}");
        var stuckAt = submittedAt + DepositSteps.Patience(chosen.Minutes, settings.StuckAfterTimes);
        withdrawal = await WithdrawalSteps.FollowAsync(context, progress, input, withdrawal, stuckAt);
        var arrived = withdrawal.State == WithdrawalState.Returned ? null
            : input.IsGold ? withdrawal.Amount
            : await DepositSteps.AwaitAsync(context, progress, input, withdrawal, submittedAt, stuckAt);
        if (arrived is not { } credited)
            return progress.Ended(await ReturnedAsync(context, input, network, withdrawal, isBooked));

        if (isBooked)
            await BookArrivalAsync(context, input, withdrawal, credited);
        await RememberAsync(context, input, withdrawal, credited, submittedAt);
        return progress.Ended(new TransferResult(TransferOutcome.Arrived, network, credited, withdrawal.Fee, $"{credited} {input.Asset} are at {(input.IsGold ? "the cold wallet" : input.To)}"));
    }

    /// <summary>
    /// A network that the rules, or else a person, agree to. What a person was asked about is asked for again afterwards: the answer can
    /// take a day, and fees change; one that is dearer than what was agreed to is a new question.
    /// </summary>
    private static async Task<TransferQuote> AgreedAsync(IWorkflowContext context, Progress progress, TransferOrder input, SlowSettings settings)
    {
        Exact? agreed = null;
        while (true)
        {
            var quote = await TransferQuoting.AskAsync(context, input);
            progress.Details = WorkflowJson.Write(quote.Candidates);
            if (quote.Chosen is null)
                return quote;
            var reasons = await TransferQuoting.ReasonsToAskAsync(context, input, quote, settings);
            if (reasons.Count == 0 || (agreed is { } most && quote.TotalCost!.Value <= most))
                return quote;
            var question = $"Sends {input.Amount} {input.Asset} from {input.From} to {(input.IsGold ? "the cold wallet" : input.To)} over {quote.Chosen} for {quote.TotalCost} USD, and needs a yes because {string.Join(", and because ", reasons.Select(TransferQuoting.Words))}. {input.Why}";
            await context.TellAsync(AlertLevel.Question, question);
            var decision = await progress.AskAsync("waits for approval", question, settings.QuestionWaits);
            if (!decision.Approved)
                return quote with { Chosen = null, Reason = TransferReason.NotApproved };
            agreed = quote.TotalCost!.Value;
        }
    }

    private static async Task<TransferResult> ReturnedAsync(IWorkflowContext context, TransferOrder input, string network, WithdrawalView withdrawal, bool isBooked)
    {
        if (isBooked)
        {
            await context.BookAsync(new MoveMoney($"{context.InstanceId}:back", EdgeCalls.AnyTime, null, Transit(context, input), input.From.Name, input.Asset, withdrawal.Amount, Amount.Zero));
            if (withdrawal.Fee.Sign > 0)
                await context.BookAsync(new Credit($"{context.InstanceId}:fee-back", EdgeCalls.AnyTime, input.From.Name, input.Asset, withdrawal.Fee, "the fee of a withdrawal that was returned"));
        }
        else
        {
            // It never left by the ledger, and is back: only the claim is in the way.
            await context.TryAsync(new Release($"{context.InstanceId}:rest", EdgeCalls.AnyTime, $"{context.InstanceId}:amount"));
        }

        await context.TellAsync(AlertLevel.Alarm, $"{input.From} returned the withdrawal of {withdrawal.Amount} {input.Asset} over {network}");
        return new TransferResult(TransferOutcome.Returned, network, Amount.Zero, Amount.Zero, $"{input.From} returned it: all is back there");
    }

    /// <summary>What is less than was sent was lost on the way, and is booked as a cost; what is more came from outside.</summary>
    private static async Task BookArrivalAsync(IWorkflowContext context, TransferOrder input, WithdrawalView withdrawal, Amount arrived)
    {
        var moved = Amount.Min(arrived, withdrawal.Amount);
        var place = input.IsGold ? "cold:wallet" : input.To;
        await context.BookAsync(new MoveMoney($"{context.InstanceId}:arrived", EdgeCalls.AnyTime, null, Transit(context, input), place, input.Asset, moved, withdrawal.Amount - moved));
        if (arrived > moved)
            await context.BookAsync(new Credit($"{context.InstanceId}:more", EdgeCalls.AnyTime, place, input.Asset, arrived - moved, "more arrived than was sent"));
    }

    /// <summary>The money is there: what it cost is not worth failing for, but the averages are then not true, and a person hears of it.</summary>
    private static async Task RememberAsync(IWorkflowContext context, TransferOrder input, WithdrawalView withdrawal, Amount arrived, DateTimeOffset submittedAt)
    {
        var fee = withdrawal.Fee.Value * input.Price.Value;
        var lost = (withdrawal.Amount - Amount.Min(arrived, withdrawal.Amount)).Value * input.Price.Value;
        var record = new TransferRecord(input.Rebalance, submittedAt, fee, fee + lost + input.CostBefore.Value);
        try
        {
            await context.CallAsync(FundingActivities.Remember, new TransferCost(context.InstanceId, !input.IsGold, record), RetryPolicy.Lasting);
        }
        catch (ActivityFailedException e)
        {
            await context.TellAsync(AlertLevel.Alarm, $"its cost of {record.Cost} USD is not remembered: {e.Message}");
        }
    }

    private static TransferResult NotSent(string? network, string why) => new(TransferOutcome.NotSent, network, Amount.Zero, Amount.Zero, why);

    private static string WhyNot(TransferQuote quote) => quote.Reason switch
    {
        TransferReason.NotApproved => "not sent: nobody approved it",
        TransferReason.BelowTransferMinimum => "waits: it comes to less than is moved at all",
        TransferReason.NoCommonNetwork => "not sent: the two have no network in common",
        _ => "not sent: no network is eligible",
    };

    /// <summary>The place says where it goes, so that whoever measures drift counts it there (lesson L27).</summary>
    private static string Transit(IWorkflowContext context, TransferOrder input) => $"transit:{input.To}:{context.InstanceId}";
}

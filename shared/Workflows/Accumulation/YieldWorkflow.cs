using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Workflows.Claims;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Accumulation;

/// <summary>Staking Manager: what stakes have yielded since it was last looked at is credited where it lies.</summary>
public sealed class YieldWorkflow : Workflow<Done, SeatOutcome>
{
    public override string Name => "yield";

    public override async Task<SeatOutcome> RunAsync(IWorkflowContext context, Done input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        return await context.ClaimAsync(SeatsWorkflow.Claim, settings)
            ? progress.Ended(new SeatOutcome(await context.AndGiveBackAsync(SeatsWorkflow.Claim, () => CreditAsync(context, settings))))
            : progress.Ended(new SeatOutcome("somebody else is at the seats: next time"));
    }

    private static async Task<string> CreditAsync(IWorkflowContext context, SlowSettings settings)
    {
        var book = await context.CallAsync(SeatActivities.Read, Done.It, RetryPolicy.Lasting);
        var credited = new List<string>();
        foreach (var holding in book.Held.Where(holding => holding.Stake is not null).ToList())
        {
            var more = await YieldedAsync(context, holding) - holding.Yield;
            if (more.Sign <= 0)
                continue;
            if (!await context.ClaimAsync(SeatsWorkflow.Claim, settings))
                break;
            if (!await context.BookAsync(new Credit($"{context.InstanceId}:{holding.Stake}", EdgeCalls.AnyTime, $"staked:{holding.Venue}", holding.Coin, more, $"yield of {holding.Stake}")))
                continue;
            book = book with { Held = [.. book.Held.Select(held => held.Number == holding.Number ? held with { Yield = held.Yield + more } : held)] };
            await context.CallAsync(SeatActivities.Keep, book, RetryPolicy.Lasting);
            credited.Add($"{more} {holding.Coin}");
        }

        return credited.Count == 0 ? "no yield since the last look" : $"yield: {string.Join(", ", credited)}";
    }

    /// <summary>What is known already where the venue does not answer, or does not know the stake: the next look is soon enough.</summary>
    private static async Task<Amount> YieldedAsync(IWorkflowContext context, SeatHolding holding)
    {
        try
        {
            return (await context.CallAsync(SeatActivities.Find, new IdAt(holding.Venue, holding.Stake!), RetryPolicy.Reading))?.Yield ?? holding.Yield;
        }
        catch (ActivityFailedException)
        {
            return holding.Yield;
        }
    }
}

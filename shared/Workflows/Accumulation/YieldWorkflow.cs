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
        var progress = new Progress(context);
        var claim = new Claim("seats", context.InstanceId, context.Now + TimeSpan.FromHours(1));
        if (!await context.CallAsync(ClaimActivities.Take, claim, RetryPolicy.Reading))
            return Ended(progress, "somebody else is at the seats: next time");
        var book = await context.CallAsync(SeatActivities.Read, Done.It, RetryPolicy.Reading);
        var credited = new List<string>();
        foreach (var holding in book.Held.Where(holding => holding.Stake is not null).ToList())
        {
            var stake = await context.CallAsync(SeatActivities.Find, new IdAt(holding.Venue, holding.Stake!), RetryPolicy.Reading);
            var more = (stake?.Yield ?? Amount.Zero) - holding.Yield;
            if (stake is null || more.Sign <= 0)
                continue;
            await context.DoAsync(new Credit($"{context.InstanceId}:{holding.Stake}", EdgeCalls.AnyTime, $"staked:{holding.Venue}", holding.Coin, more, $"yield of {holding.Stake}"));
            book = book with { Held = [.. book.Held.Select(held => held.Number == holding.Number ? held with { Yield = stake.Yield } : held)] };
            await context.CallAsync(SeatActivities.Keep, book, RetryPolicy.Reading);
            credited.Add($"{more} {holding.Coin}");
        }

        await context.CallAsync(ClaimActivities.Give, claim, RetryPolicy.Reading);
        return Ended(progress, credited.Count == 0 ? "no yield since the last look" : $"yield: {string.Join(", ", credited)}");
    }

    private static SeatOutcome Ended(Progress progress, string text)
    {
        progress.Say(text);
        return new SeatOutcome(text);
    }
}

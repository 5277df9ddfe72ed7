using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Workflows.Alerts;

namespace Arbit.Workflows.Transfers;

/// <summary>Money on its way, until the other end has credited it.</summary>
public static class DepositSteps
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    /// <summary>
    /// What was credited for a withdrawal, matched by its transaction. It waits for as long as it takes, because the money is
    /// somewhere; a person is told once when it takes too long, and once when it is there twice.
    /// </summary>
    public static async Task<Amount> AwaitAsync(IWorkflowContext context, Progress progress, TransferOrder order, WithdrawalView withdrawal, DateTimeOffset submittedAt, Exact? minutes, int stuckAfterTimes)
    {
        var venue = new Venue(order.To);
        var stuckAt = submittedAt + Patience(minutes, stuckAfterTimes);
        var isTold = false;
        for (var look = FirstLook; ; look = look * 2 < LongestLook ? look * 2 : LongestLook)
        {
            progress.Say(isTold ? "stuck: the other end has not credited it" : "on its way", $"transaction {withdrawal.Transaction} at {venue}");
            await context.SleepUntilAsync(context.Now + look);
            var matching = (await SeenAsync(context, venue, order.Asset, submittedAt)).Where(deposit => deposit.Transaction == withdrawal.Transaction).ToList();
            if (matching.Count > 1)
                await context.TellAsync(AlertLevel.Alarm, $"{venue} shows {matching.Count} deposits of transaction {withdrawal.Transaction}: one is booked, the others are not");
            if (matching.FirstOrDefault(deposit => deposit.Credited) is { } credited)
                return credited.Amount;
            if (isTold || context.Now < stuckAt)
                continue;
            isTold = true;
            await context.TellAsync(AlertLevel.Alarm, $"{withdrawal.Amount} {order.Asset} left {order.From} at {submittedAt:u} and are not credited at {venue} (transaction {withdrawal.Transaction}, {withdrawal.Network})");
        }
    }

    private static async Task<IReadOnlyList<DepositView>> SeenAsync(IWorkflowContext context, Venue venue, Asset asset, DateTimeOffset since)
    {
        try
        {
            return await context.CallAsync(FundingActivities.Deposits, new DepositsAt(venue, asset, since), RetryPolicy.Reading);
        }
        catch (ActivityFailedException)
        {
            return [];
        }
    }

    private static TimeSpan Patience(Exact? minutes, int times)
    {
        if (minutes is not { } usual)
            return LeastPatience;
        var patience = TimeSpan.FromSeconds((long)(usual * new Exact(60L * times, 0)).At(0, Rounding.Ceiling));
        return patience > LeastPatience ? patience : LeastPatience;
    }
}

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

    /// <summary>A venue's clock may be so far behind ours.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    /// <summary>
    /// What was credited for a withdrawal, matched by its transaction; null where its venue took it back after all. It waits for as
    /// long as it takes, because the money is somewhere; a person is told once when it takes too long, and once when it is there twice.
    /// </summary>
    public static async Task<Amount?> AwaitAsync(IWorkflowContext context, Progress progress, TransferOrder order, WithdrawalView withdrawal, DateTimeOffset submittedAt, DateTimeOffset stuckAt)
    {
        var venue = new Venue(order.To);
        var (isTold, isDoubled) = (false, false);
        for (var look = FirstLook; ; look = look * 2 < LongestLook ? look * 2 : LongestLook)
        {
            progress.Say(isTold ? "stuck: the other end has not credited it" : "on its way", $"transaction {withdrawal.Transaction} at {venue}");
            await context.SleepUntilAsync(context.Now + look);
            var matching = (await SeenAsync(context, venue, order.Asset, submittedAt - ClocksDiffer)).Where(deposit => deposit.Transaction == withdrawal.Transaction).ToList();
            if (matching.Count > 1 && !isDoubled)
            {
                isDoubled = true;
                await context.TellAsync(AlertLevel.Alarm, $"{venue} shows {matching.Count} deposits of transaction {withdrawal.Transaction}: one is booked, the others are not");
            }

            if (matching.FirstOrDefault(deposit => deposit.Credited) is { } credited)
                return credited.Amount;
            if (context.Now < stuckAt)
                continue;
            if (!isTold)
            {
                isTold = true;
                await context.TellAsync(AlertLevel.Alarm, $"{withdrawal.Amount} {order.Asset} left {order.From} at {submittedAt:u} and are not credited at {venue} (transaction {withdrawal.Transaction}, {withdrawal.Network})");
            }

            // A transaction can be dropped after it was on its way: then the money is back where it came from.
            if ((await WithdrawalSteps.FindAsync(context, order.From, withdrawal.Id)).Withdrawal is { State: WithdrawalState.Returned })
                return null;
        }
    }

    /// <summary>After so long it is stuck: so many times what is usual, at least half an hour.</summary>
    public static TimeSpan Patience(Exact? minutes, int times)
    {
        if (minutes is not { } usual)
            return LeastPatience;
        var patience = TimeSpan.FromSeconds((long)(usual * new Exact(60L * times, 0)).At(0, Rounding.Ceiling));
        return patience > LeastPatience ? patience : LeastPatience;
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
}

using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Workflows.Alerts;

namespace Arbit.Workflows.Transfers;

/// <summary>A withdrawal from the moment that it is submitted until its venue is done with it.</summary>
public static class WithdrawalSteps
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(15);

    /// <summary>After so many looks that found nothing a person is asked: some forty minutes.</summary>
    private const int LooksBeforeAsking = 10;

    /// <summary>Submits once; in doubt it is looked up until it is found, or a person says that it does not exist.</summary>
    public static async Task<(WithdrawalView? Withdrawal, string Problem)> SubmitAsync(IWorkflowContext context, Progress progress, Venue venue, WithdrawalOrder order, SlowSettings settings)
    {
        progress.Say($"submits the withdrawal of {order.Amount} {order.Asset} over {order.Network} at {venue}");
        try
        {
            return (await context.CallAsync(FundingActivities.Withdraw, new WithdrawalAt(venue, order)), "");
        }
        catch (ActivityFailedException e) when (e.Kind == nameof(FundingRefusedException))
        {
            return (null, $"{venue} refused the withdrawal: {e.Message}");
        }
        catch (ActivityFailedException)
        {
            progress.Did("no answer to the withdrawal: it is looked up, never sent again");
            return await LookUpAsync(context, progress, venue, order, settings);
        }
    }

    /// <summary>Follows it until it is on the chain, or was given up.</summary>
    public static async Task<WithdrawalView> FollowAsync(IWorkflowContext context, Progress progress, Venue venue, WithdrawalView withdrawal)
    {
        var look = FirstLook;
        while (withdrawal.State == WithdrawalState.Pending || (withdrawal.State == WithdrawalState.Sent && withdrawal.Transaction is null))
        {
            progress.Say("waits until it is on the chain", $"{venue}'s word on withdrawal {withdrawal.Id}");
            await context.SleepUntilAsync(context.Now + look);
            look = Longer(look);
            withdrawal = await FindAsync(context, venue, withdrawal.Id) ?? withdrawal;
        }

        return withdrawal;
    }

    /// <summary>Null where it was not found, or nobody answered.</summary>
    private static async Task<WithdrawalView?> FindAsync(IWorkflowContext context, Venue venue, string id)
    {
        try
        {
            return await context.CallAsync(FundingActivities.FindWithdrawal, new IdAt(venue, id), RetryPolicy.Reading);
        }
        catch (ActivityFailedException)
        {
            return null;
        }
    }

    private static async Task<(WithdrawalView? Withdrawal, string Problem)> LookUpAsync(IWorkflowContext context, Progress progress, Venue venue, WithdrawalOrder order, SlowSettings settings)
    {
        var look = FirstLook;
        for (var looks = 1; ; looks++)
        {
            progress.Say("looks the withdrawal up", $"{venue}'s word on withdrawal {order.Id}");
            await context.SleepUntilAsync(context.Now + look);
            look = Longer(look);
            if (await FindAsync(context, venue, order.Id) is { } found)
                return (found, "");
            if (looks < LooksBeforeAsking)
                continue;
            var question = $"{venue} knows no withdrawal {order.Id} ({order.Amount} {order.Asset} over {order.Network}). Look at its own page: yes frees the money again, no looks further.";
            await context.TellAsync(AlertLevel.Alarm, question);
            if ((await progress.AskAsync("in doubt", question, settings.QuestionWaits)).Approved && await FindAsync(context, venue, order.Id) is null)
                return (null, $"{venue} never knew the withdrawal; a person said so");
        }
    }

    private static TimeSpan Longer(TimeSpan look) => look * 2 < LongestLook ? look * 2 : LongestLook;
}

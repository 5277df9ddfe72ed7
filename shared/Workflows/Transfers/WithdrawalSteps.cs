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

    /// <summary>
    /// Follows it until it is on the chain, or was given up; to the cold wallet, where nobody else says that it came, until it is
    /// confirmed. A person is told once when that takes too long.
    /// </summary>
    public static async Task<WithdrawalView> FollowAsync(IWorkflowContext context, Progress progress, TransferOrder order, WithdrawalView withdrawal, DateTimeOffset stuckAt)
    {
        var isTold = false;
        for (var look = FirstLook; !IsFollowed(order, withdrawal); look = Longer(look))
        {
            progress.Say(isTold ? "stuck: it is not on the chain" : "waits until it is on the chain", $"{order.From}'s word on withdrawal {withdrawal.Id}");
            await context.SleepUntilAsync(context.Now + look);
            withdrawal = (await FindAsync(context, order.From, withdrawal.Id)).Withdrawal ?? withdrawal;
            if (isTold || context.Now < stuckAt || IsFollowed(order, withdrawal))
                continue;
            isTold = true;
            await context.TellAsync(AlertLevel.Alarm, $"{order.From} took the withdrawal of {withdrawal.Amount} {order.Asset} over {withdrawal.Network} and it is still {withdrawal.State}");
        }

        return withdrawal;
    }

    /// <summary>Whether anybody answered, and the withdrawal: null where it was not found, or nobody did.</summary>
    public static async Task<(bool Answered, WithdrawalView? Withdrawal)> FindAsync(IWorkflowContext context, Venue venue, string id)
    {
        try
        {
            return (true, await context.CallAsync(FundingActivities.FindWithdrawal, new IdAt(venue, id), RetryPolicy.Reading));
        }
        catch (ActivityFailedException)
        {
            return (false, null);
        }
    }

    private static bool IsFollowed(TransferOrder order, WithdrawalView withdrawal) => withdrawal.State switch
    {
        WithdrawalState.Returned => true,
        WithdrawalState.Completed => order.IsGold || withdrawal.Transaction is not null,
        WithdrawalState.Sent => !order.IsGold && withdrawal.Transaction is not null,
        _ => false,
    };

    private static async Task<(WithdrawalView? Withdrawal, string Problem)> LookUpAsync(IWorkflowContext context, Progress progress, Venue venue, WithdrawalOrder order, SlowSettings settings)
    {
        var look = FirstLook;
        for (var looks = 1; ; looks++)
        {
            progress.Say("looks the withdrawal up", $"{venue}'s word on withdrawal {order.Id}");
            await context.SleepUntilAsync(context.Now + look);
            look = Longer(look);
            var seen = await FindAsync(context, venue, order.Id);
            if (seen.Withdrawal is { } found)
                return (found, "");
            if (looks < LooksBeforeAsking)
                continue;
            var question = $"{venue} {(seen.Answered ? "knows no withdrawal" : "does not say whether it knows withdrawal")} {order.Id} ({order.Amount} {order.Asset} over {order.Network}). Look at its own page: yes frees the money again once {venue} says so too, no looks further.";
            await context.TellAsync(AlertLevel.Alarm, question);
            if (!(await progress.AskAsync("in doubt", question, settings.QuestionWaits)).Approved)
                continue;
            seen = await FindAsync(context, venue, order.Id);
            if (seen.Withdrawal is { } late)
                return (late, "");
            if (seen.Answered)
                return (null, $"{venue} never knew the withdrawal; a person said so");
        }
    }

    private static TimeSpan Longer(TimeSpan look) => look * 2 < LongestLook ? look * 2 : LongestLook;
}

namespace Arbit.Workflows.Claims;

/// <summary>Holding a claim while something is done, and giving it back whatever comes of it.</summary>
public static class ClaimCalls
{
    /// <summary>Beyond a person's time to answer: so long nothing under a claim takes between two steps, so one that is older is left behind.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes it, or, where the instance has it, keeps it for longer: asked before each step, because one that was left for too long
    /// belongs to somebody else.
    /// </summary>
    public static Task<bool> ClaimAsync(this IWorkflowContext context, string name, SlowSettings settings)
        => context.CallAsync(ClaimActivities.Take, new Claim(name, context.InstanceId, context.Now + settings.QuestionWaits + Margin), RetryPolicy.Lasting);

    /// <summary>Does what the claim was taken for; also where that throws the claim is given back.</summary>
    public static async Task<T> AndGiveBackAsync<T>(this IWorkflowContext context, string name, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        finally
        {
            await GiveAsync(context, name);
        }
    }

    private static async Task GiveAsync(IWorkflowContext context, string name)
    {
        try
        {
            await context.CallAsync(ClaimActivities.Give, new Claim(name, context.InstanceId, context.Now), RetryPolicy.Lasting);
        }
        catch (ActivityFailedException)
        {
            // It runs out by itself; what was done under it counts.
        }
    }
}

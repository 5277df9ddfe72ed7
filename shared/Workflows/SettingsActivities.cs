namespace Arbit.Workflows;

/// <summary>Configuration arrives like anything else from outside: it is in the history.</summary>
public static class SettingsActivities
{
    public static Activity<Done, SlowSettings> Read { get; } = new("settings.read");

    public static Task<SlowSettings> SettingsAsync(this IWorkflowContext context) => context.CallAsync(Read, Done.It, RetryPolicy.Lasting);
}

namespace Arbit.Workflows.Alerts;

/// <summary>Telling a person.</summary>
public static class AlertActivities
{
    public static Activity<Alert, Done> Tell { get; } = new("alerts.tell");

    /// <summary>An alert that cannot be delivered holds nothing up.</summary>
    public static async Task TellAsync(this IWorkflowContext context, AlertLevel level, string text)
    {
        try
        {
            await context.CallAsync(Tell, new Alert(level, context.InstanceId, text), RetryPolicy.Reading);
        }
        catch (ActivityFailedException)
        {
            // The workflow's own status says the same.
        }
    }
}

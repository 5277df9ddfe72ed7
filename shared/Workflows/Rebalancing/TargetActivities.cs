namespace Arbit.Workflows.Rebalancing;

/// <summary>The accounts' targets that a person accepted.</summary>
public static class TargetActivities
{
    public static Activity<Done, TargetBook> Read { get; } = new("targets.read");

    public static Activity<TargetBook, Done> Keep { get; } = new("targets.keep");
}

namespace Arbit.Slow;

/// <summary>How an instance stood, as far as it takes to see that it has changed.</summary>
/// <param name="ChangedAt">When last anything happened to it.</param>
public sealed record WorkflowMark(string InstanceId, DateTimeOffset ChangedAt, bool IsRunning);

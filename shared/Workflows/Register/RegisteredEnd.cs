namespace Arbit.Workflows.Register;

/// <summary>How an instance ended: what those hear who wait for it, now or ever after.</summary>
/// <param name="InstanceId">Whose.</param>
/// <param name="State">Completed or failed.</param>
/// <param name="Data">The result as JSON, or why it failed.</param>
/// <param name="At">When.</param>
/// <param name="Status">As it last said; null where it never did.</param>
public sealed record RegisteredEnd(string InstanceId, WorkflowState State, string Data, DateTimeOffset At, WorkflowStatus? Status);

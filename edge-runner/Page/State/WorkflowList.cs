namespace Arbit.EdgeRunner.Page.State;

/// <summary>What <c>/api/workflows</c> answers, newest first.</summary>
public sealed record WorkflowList(IReadOnlyList<WorkflowProgressView> Workflows);

using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>An instance that runs, as far as it is stored or about to be.</summary>
internal sealed class WorkflowInstance(WorkflowEntry workflow, WorkflowView view, WorkflowRun run, long length)
{
    public WorkflowEntry Workflow { get; } = workflow;

    public WorkflowView View { get; set; } = view;

    public WorkflowRun Run { get; set; } = run;

    /// <summary>Lines of its history.</summary>
    public long Length { get; set; } = length;
}

namespace Arbit.Workflows;

/// <summary>Where an instance is. A closed set.</summary>
public enum WorkflowState
{
    Running,
    Completed,
    Failed,
}

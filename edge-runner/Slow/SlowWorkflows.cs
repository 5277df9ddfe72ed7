using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Workflows;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Slow;

/// <summary>The workflows that the slow side knows.</summary>
public static class SlowWorkflows
{
    public static WorkflowTable Table() => new WorkflowTable()
        .Add(new ConversionWorkflow())
        .Add(new TransferWorkflow());
}

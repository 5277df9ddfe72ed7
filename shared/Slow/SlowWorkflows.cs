using Arbit.Messages.Facts;
using Arbit.Workflows;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Gold;
using Arbit.Workflows.Idle;
using Arbit.Workflows.Modes;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Signals;
using Arbit.Workflows.Sweeps;
using Arbit.Workflows.Transfers;

namespace Arbit.Slow;

/// <summary>The workflows that the slow side knows.</summary>
public static class SlowWorkflows
{
    public static WorkflowTable Table() => new WorkflowTable()
        .Add(new SignalWorkflow())
        .Add(new ModeFlipWorkflow())
        .Add(new GoldPurchaseWorkflow())
        .Add(new GoldSaleWorkflow())
        .Add(new SeatsWorkflow())
        .Add(new YieldWorkflow())
        .Add(new RebalanceWorkflow())
        .Add(new SmartBalancingWorkflow())
        .Add(new FeeReserveWorkflow())
        .Add(new FeeRefreshWorkflow())
        .Add(new BalanceCheckWorkflow())
        .Add(new SweepWorkflow())
        .Add(new IdleWorkflow())
        .Add(new ConversionWorkflow())
        .Add(new TransferWorkflow());

    /// <summary>The button of the month that it was pressed in; the month's preparation begins with it, where no timer has begun it yet.</summary>
    public static async Task SweepAsync(IWorkflowHost host, PersonAsked asked, CancellationToken cancellation)
    {
        var sweep = SweepWorkflow.InstanceOf(asked.Time);
        await host.StartAsync(new SweepWorkflow(), sweep, SweepMonth.Of(asked.Time), cancellation);
        await host.RaiseAsync(sweep, SweepWorkflow.Button, asked.By, cancellation);
    }
}

using Arbit.Tests.Workflows.Harness;
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

namespace Arbit.Tests.Workflows.World;

/// <summary>What scenarios of the slow side are made of.</summary>
internal static class SlowScenario
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static WorkflowTable All() => new WorkflowTable()
        .Add(new SignalWorkflow()).Add(new ModeFlipWorkflow()).Add(new SeatsWorkflow()).Add(new YieldWorkflow())
        .Add(new GoldPurchaseWorkflow()).Add(new GoldSaleWorkflow()).Add(new ConversionWorkflow()).Add(new TransferWorkflow())
        .Add(new RebalanceWorkflow()).Add(new SmartBalancingWorkflow()).Add(new FeeReserveWorkflow()).Add(new FeeRefreshWorkflow()).Add(new BalanceCheckWorkflow()).Add(new SweepWorkflow())
        .Add(new IdleWorkflow());

    /// <summary>Another instance begins while the first is under way.</summary>
    public static ScriptedEvent Begins<TIn, TOut>(TimeSpan after, Workflow<TIn, TOut> workflow, string id, TIn input)
        => new(after, host => host.StartAsync(workflow, id, input, default));

    public static ScriptedEvent Decides(TimeSpan after, string id, bool yes) => ScriptedEvent.Of(after, id, Decision.EventName, new Decision(yes, "page"));
}

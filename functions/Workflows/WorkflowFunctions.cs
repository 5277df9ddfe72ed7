using Arbit.Functions.Setup;
using Arbit.Live.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Arbit.Functions.Workflows;

/// <summary>An orchestrator for every workflow of the table: each runs the one code in shared, under its own name.</summary>
public sealed class WorkflowFunctions(SlowHome slow)
{
    [Function("signal")]
    public Task<string?> SignalAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("mode-flip")]
    public Task<string?> ModeFlipAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("gold-purchase")]
    public Task<string?> GoldPurchaseAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("gold-sale")]
    public Task<string?> GoldSaleAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("seats")]
    public Task<string?> SeatsAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("yield")]
    public Task<string?> YieldAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("rebalance")]
    public Task<string?> RebalanceAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("fee-reserve")]
    public Task<string?> FeeReserveAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("fee-refresh")]
    public Task<string?> FeeRefreshAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("balance-check")]
    public Task<string?> BalanceCheckAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("smart-balancing")]
    public Task<string?> SmartBalancingAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("sweep")]
    public Task<string?> SweepAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("idle-dollars")]
    public Task<string?> IdleAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("conversion")]
    public Task<string?> ConversionAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);

    [Function("transfer")]
    public Task<string?> TransferAsync([OrchestrationTrigger] TaskOrchestrationContext context, DurableStart start) => slow.Orchestrator.RunAsync(context, start);
}

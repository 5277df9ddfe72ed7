using Arbit.Workflows;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Idle;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Sweeps;

namespace Arbit.Slow;

/// <summary>What the slow side begins by itself (strategy.md: balances every few minutes; the rest *(ours)*).</summary>
public static class SlowTimers
{
    public static IReadOnlyList<SlowTimer> All { get; } =
    [
        new("balance-check", TimeSpan.FromMinutes(5), (host, id, _, cancellation) => host.StartAsync(new BalanceCheckWorkflow(), id, Done.It, cancellation)),
        new("rebalance", TimeSpan.FromMinutes(5), (host, id, _, cancellation) => host.StartAsync(new RebalanceWorkflow(), id, Done.It, cancellation)),
        new("fee-reserve", TimeSpan.FromHours(1), (host, id, _, cancellation) => host.StartAsync(new FeeReserveWorkflow(), id, Done.It, cancellation)),
        new("seats-look", TimeSpan.FromHours(1), (host, id, _, cancellation) => host.StartAsync(new SeatsWorkflow(), id, new SeatTask(SeatTrigger.Look, ""), cancellation)),
        new("fee-refresh", TimeSpan.FromHours(6), (host, id, _, cancellation) => host.StartAsync(new FeeRefreshWorkflow(), id, Done.It, cancellation)),
        new("yield", TimeSpan.FromDays(1), (host, id, _, cancellation) => host.StartAsync(new YieldWorkflow(), id, Done.It, cancellation)),
        new("idle-dollars", TimeSpan.FromDays(1), (host, id, _, cancellation) => host.StartAsync(new IdleWorkflow(), id, new IdleTask(IdleWish.Look, null), cancellation)),
        new("smart-balancing", TimeSpan.FromDays(7), (host, id, _, cancellation) => host.StartAsync(new SmartBalancingWorkflow(), id, Done.It, cancellation)),
        new("sweep", SlowTimer.Month, (host, _, slot, cancellation) => host.StartAsync(new SweepWorkflow(), SweepWorkflow.InstanceOf(slot), SweepMonth.Of(slot), cancellation)),
    ];
}

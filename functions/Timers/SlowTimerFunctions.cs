using System.Diagnostics.CodeAnalysis;
using Arbit.Functions.Setup;
using Arbit.Slow;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Timers;

/// <summary>
/// What begins by itself (<see cref="SlowTimers"/>), a trigger each, so that a person can switch one off (<c>AzureWebJobs.timer-….Disabled</c>).
/// A timer only begins a short workflow whose id is its time's: one that fires twice, or in two places, begins one.
/// </summary>
[SuppressMessage("Style", "IDE0060", Justification = "A trigger is a parameter, whether it is read or not.")]
public sealed class SlowTimerFunctions(SlowHome slow)
{
    /// <summary>Timers fire a little early now and then: that is not the time before.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    [Function("timer-balance-check")]
    public Task BalanceCheckAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("balance-check", durable, cancellation);

    [Function("timer-rebalance")]
    public Task RebalanceAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("rebalance", durable, cancellation);

    [Function("timer-fee-reserve")]
    public Task FeeReserveAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("fee-reserve", durable, cancellation);

    [Function("timer-seats-look")]
    public Task SeatsLookAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("seats-look", durable, cancellation);

    [Function("timer-fee-refresh")]
    public Task FeeRefreshAsync([TimerTrigger("0 0 */6 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("fee-refresh", durable, cancellation);

    [Function("timer-yield")]
    public Task YieldAsync([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("yield", durable, cancellation);

    [Function("timer-idle-dollars")]
    public Task IdleDollarsAsync([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("idle-dollars", durable, cancellation);

    [Function("timer-smart-balancing")]
    public Task SmartBalancingAsync([TimerTrigger("0 0 0 * * 1")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("smart-balancing", durable, cancellation);

    [Function("timer-sweep")]
    public Task SweepAsync([TimerTrigger("0 0 0 1 * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => BeginAsync("sweep", durable, cancellation);

    private Task BeginAsync(string name, DurableTaskClient durable, CancellationToken cancellation)
    {
        var timer = SlowTimers.All.First(each => each.Name == name);
        return timer.BeginAsync(slow.HostOf(durable), timer.SlotOf(slow.Time.GetUtcNow() + Early), cancellation);
    }
}

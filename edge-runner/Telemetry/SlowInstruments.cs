using System.Diagnostics.Metrics;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Slow;
using Arbit.Slow;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>What is known of the slow side, wherever it runs: from its facts alone, as the page shows it.</summary>
internal static class SlowInstruments
{
    /// <param name="meter">Where they are defined.</param>
    /// <param name="whole">The engine's snapshot with the slow side's.</param>
    /// <param name="slow">The workflows, with what they began from.</param>
    public static void Define(Meter meter, IStateSource whole, ISlowSide slow)
    {
        meter.CreateObservableCounter("mf_signals_total", () => Signals(whole.Current.Signals), description: "Signals since the slow side's start, by what became of them.");
        meter.CreateObservableGauge("mf_signal_heartbeat_age_seconds", () => whole.Current is { Signals.LastHeartbeat: { } last, Program.Now: var now }
            ? [new Measurement<double>((now - last).TotalSeconds)]
            : Array.Empty<Measurement<double>>(), description: "Since the last heartbeat alert fired; absent before the first.");
        meter.CreateObservableGauge("mf_workflows", () => Workflows(whole.Current.Workflows), description: "Workflows by state, of the newest 30 and all that wait for a person.");
        meter.CreateObservableGauge("mf_workflow_stalled_seconds", () => Stalled(whole.Current), description: "The longest that a running workflow has stood still; those that wait for a person do not count.");
        meter.CreateObservableGauge("mf_drift_points", () => (whole.Current.Inventory?.Accounts ?? []).Where(account => account.DriftPoints is not null)
            .Select(account => new Measurement<decimal>(account.DriftPoints!.Value, new KeyValuePair<string, object?>("venue", account.Venue))),
            description: "An account's share above (below: negative) its target, in percentage points.");
        meter.CreateObservableGauge("mf_transfers", () => Transfers(slow.Workflows), description: "Transfers that are remembered, by the network that they took and their state.");
    }

    private static IEnumerable<Measurement<long>> Signals(SignalCounts counts) =>
    [
        new(counts.Received, new KeyValuePair<string, object?>("result", "received")),
        new(counts.Duplicate, new KeyValuePair<string, object?>("result", "duplicate")),
        new(counts.Refused, new KeyValuePair<string, object?>("result", "refused")),
        new(counts.NotStored, new KeyValuePair<string, object?>("result", "not_stored")),
    ];

    private static IEnumerable<Measurement<long>> Workflows(IReadOnlyList<WorkflowProgressView> views) =>
    [
        new(views.Count(view => view is { State: WorkflowState.Running, NeedsDecision: false }), new KeyValuePair<string, object?>("state", "running")),
        new(views.Count(view => view.NeedsDecision), new KeyValuePair<string, object?>("state", "waiting")),
        new(views.Count(view => view.State == WorkflowState.Completed), new KeyValuePair<string, object?>("state", "completed")),
        new(views.Count(view => view.State == WorkflowState.Failed), new KeyValuePair<string, object?>("state", "failed")),
    ];

    /// <summary>A clock that is not the edge's can be ahead.</summary>
    private static double Stalled(StateView state) => state.Workflows
        .Where(view => view is { State: WorkflowState.Running, NeedsDecision: false })
        .Select(view => (state.Program.Now - view.ChangedAt).TotalSeconds)
        .Append(0)
        .Max();

    private static IEnumerable<Measurement<long>> Transfers(IReadOnlyList<WorkflowView> workflows) => workflows
        .Select(TransferView.Of)
        .OfType<TransferView>()
        .GroupBy(transfer => (Network: transfer.Network ?? "none", transfer.State))
        .Select(group => new Measurement<long>(
            group.Count(),
            new KeyValuePair<string, object?>("network", group.Key.Network),
            new KeyValuePair<string, object?>("state", group.Key.State.ToString().ToLowerInvariant())));
}

using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Slow;
using Arbit.Slow;
using Arbit.Workflows;
using Arbit.Workflows.Modes;

namespace Arbit.EdgeRunner.Page;

/// <summary>The engine's snapshot with what the slow side tells put to it: the engine knows nothing of workflows, nor waits for them.</summary>
/// <param name="engine">Whose snapshot it is.</param>
/// <param name="slow">Null where no slow side reaches this process.</param>
/// <param name="drift">What the inventory is held against; null where nobody rebalances.</param>
internal sealed class WholeState(IStateSource engine, ISlowSide? slow, SlowSettings? drift) : IStateSource
{
    /// <summary>What is asked of a person is shown however old it is.</summary>
    private const int Newest = 30;

    private Made? _last;

    public StateView Current
    {
        get
        {
            var state = engine.Current;
            var last = _last;
            if (ReferenceEquals(state, last?.Engine))
                return last.Whole;

            // Two readers may both make the same: harmless, and cheaper than making one wait.
            var whole = Whole(state);
            _last = new Made(state, whole);
            return whole;
        }
    }

    private StateView Whole(StateView state)
    {
        var workflows = slow?.Workflows ?? [];
        return state with
        {
            HasSlowSide = slow is not null,
            Workflows = workflows.Select(WorkflowProgressView.Of).Where((view, i) => i < Newest || view.NeedsDecision).ToList(),
            Signals = slow?.Signals ?? SignalCounts.None,
            Inventory = Inventory.Of(state.Balances, state.Venues.Select(venue => venue.Name), drift),
            ModeBy = FlippedBy(workflows, state.Epoch),
        };
    }

    /// <summary>The flip that the edge has come to; a newer one may be under way.</summary>
    private static string? FlippedBy(IReadOnlyList<WorkflowView> workflows, long epoch) =>
        workflows.Where(view => view.InstanceId == ModeFlipWorkflow.InstanceOf(epoch)).Select(view => WrittenJson.Read<ModeFlip>(view.Input)).FirstOrDefault()?.By;

    private sealed record Made(StateView Engine, StateView Whole);
}

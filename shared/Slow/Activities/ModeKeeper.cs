using Arbit.State;
using Arbit.Strategy;
using Arbit.Workflows;
using Arbit.Workflows.Modes;

namespace Arbit.Slow.Activities;

/// <summary>
/// The Mode Manager's memory: one row, changed only by who has seen the newest. What was decided is in the same row, so a signal that
/// asks again after an interruption hears the same, whatever has happened since.
/// </summary>
/// <param name="store">Where the row is.</param>
/// <param name="initial">The mode before any flip: configured, not signalled, epoch 0.</param>
public sealed class ModeKeeper(IStateStore store, TradingMode initial)
{
    private const int DecisionsKept = 50;

    private readonly KeptRow<ModeMemory> _memory = new(store, "mode", "now", new ModeMemory(new ModeState(initial, 0, DateTimeOffset.UnixEpoch, "", "InitialMode"), []));

    public async Task<ModeState> ReadAsync(CancellationToken cancellation) => (await _memory.ReadAsync(cancellation)).State;

    public Task<FlipDecision> AcceptAsync(FlipRequest request, CancellationToken cancellation) => _memory.ChangeAsync(
        memory =>
        {
            if (memory.Decisions.FirstOrDefault(given => given.SignalKey == request.SignalKey) is { } before)
                return (memory, before.Decision);
            var (after, decision) = memory.State.Take(request);
            return (new ModeMemory(after, [.. memory.Decisions.Append(new GivenDecision(request.SignalKey, decision)).TakeLast(DecisionsKept)]), decision);
        },
        cancellation);

    public void AddTo(ActivityTable table) => table
        .Add(ModeActivities.Accept, (_, request, cancellation) => AcceptAsync(request, cancellation))
        .Add(ModeActivities.Read, (_, _, cancellation) => ReadAsync(cancellation));

    private sealed record ModeMemory(ModeState State, IReadOnlyList<GivenDecision> Decisions);

    private sealed record GivenDecision(string SignalKey, FlipDecision Decision);
}

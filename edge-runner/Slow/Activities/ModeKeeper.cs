using Arbit.State;
using Arbit.Strategy;
using Arbit.Workflows;
using Arbit.Workflows.Modes;

namespace Arbit.EdgeRunner.Slow.Activities;

/// <summary>
/// The Mode Manager's memory: one row, changed only by who has seen the newest. What was decided is in the same row, so a signal that
/// asks again after an interruption hears the same, whatever has happened since.
/// </summary>
/// <param name="store">Where the row is.</param>
/// <param name="initial">The mode before any flip: configured, not signalled, epoch 0.</param>
public sealed class ModeKeeper(IStateStore store, TradingMode initial)
{
    private const string Table = "mode";
    private const string Row = "now";
    private const int DecisionsKept = 50;

    public async Task<ModeState> ReadAsync(CancellationToken cancellation)
        => (await MemoryAsync(cancellation)).Memory.State;

    public async Task<FlipDecision> AcceptAsync(FlipRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            var (memory, etag) = await MemoryAsync(cancellation);
            if (memory.Decisions.FirstOrDefault(given => given.SignalKey == request.SignalKey) is { } before)
                return before.Decision;
            var (after, decision) = memory.State.Take(request);
            var decisions = memory.Decisions.Append(new GivenDecision(request.SignalKey, decision)).TakeLast(DecisionsKept).ToList();
            var json = WorkflowJson.Write(new ModeMemory(after, decisions));
            var kept = etag is null
                ? await store.TryInsertAsync(Table, Table, Row, json, cancellation)
                : await store.TryReplaceAsync(Table, Table, Row, json, etag, cancellation);
            if (kept)
                return decision;
        }
    }

    internal void AddTo(ActivityTable table) => table
        .Add(ModeActivities.Accept, (_, request, cancellation) => AcceptAsync(request, cancellation))
        .Add(ModeActivities.Read, (_, _, cancellation) => ReadAsync(cancellation));

    private async Task<(ModeMemory Memory, string? ETag)> MemoryAsync(CancellationToken cancellation)
        => await store.FindAsync(Table, Table, Row, cancellation) is { } row
            ? (WorkflowJson.Read<ModeMemory>(row.Json), row.ETag)
            : (new ModeMemory(new ModeState(initial, 0, DateTimeOffset.UnixEpoch, "", "InitialMode"), []), null);

    private sealed record ModeMemory(ModeState State, IReadOnlyList<GivenDecision> Decisions);

    private sealed record GivenDecision(string SignalKey, FlipDecision Decision);
}

using Arbit.Slow.Activities;
using Arbit.State;

namespace Arbit.Slow;

/// <summary>
/// Finds out what has changed where the host does not say so: its instances are marked now and then, and compared. What was last seen
/// running is kept in the store, so that an end is told even where another process had told the beginning. One turn at a time.
/// </summary>
public sealed class WorkflowWatch(IStateStore store, WorkflowTeller teller, TimeProvider time)
{
    private const string Table = "told";

    private readonly KeptRow<IReadOnlyList<WorkflowMark>> _row = new(store, Table, "running", []);
    private readonly KeptRow<DateTimeOffset> _wanted = new(store, Table, "wanted", DateTimeOffset.UnixEpoch);
    private DateTimeOffset? _answered;
    private Dictionary<string, WorkflowMark>? _seen;
    private HashSet<string> _kept = [];

    /// <summary>Somebody asks how all of them stand: whichever process has the next turn tells it.</summary>
    public Task WantAllAsync(CancellationToken cancellation) => _wanted.KeepAsync(time.GetUtcNow(), cancellation);

    /// <summary>Tells the teller what has changed since the last time.</summary>
    /// <param name="marks">Everything that runs, and what has ended lately.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task LookAsync(IReadOnlyList<WorkflowMark> marks, CancellationToken cancellation)
    {
        if (_seen is null)
        {
            var running = await _row.ReadAsync(cancellation);
            _kept = running.Select(mark => mark.InstanceId).ToHashSet(StringComparer.Ordinal);
            _seen = running.ToDictionary(mark => mark.InstanceId, StringComparer.Ordinal);
        }

        var wanted = await _wanted.ReadAsync(cancellation);
        if (_answered != wanted)
            teller.TellAll();
        _answered = wanted;
        var now = marks.ToDictionary(mark => mark.InstanceId, StringComparer.Ordinal);
        foreach (var mark in marks.Where(mark => _seen.GetValueOrDefault(mark.InstanceId) != mark))
            teller.Changed(mark.InstanceId);
        // It ran, and is not among what runs: it has ended so long ago that it is not marked any more.
        foreach (var gone in _seen.Values.Where(mark => mark.IsRunning && !now.ContainsKey(mark.InstanceId)))
            teller.Changed(gone.InstanceId);
        _seen = now;
    }

    /// <summary>After the telling, never before it: what was not told is then found changed again.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        var running = (_seen ?? []).Values.Where(mark => mark.IsRunning).OrderBy(mark => mark.InstanceId, StringComparer.Ordinal).ToList();
        if (_kept.SetEquals(running.Select(mark => mark.InstanceId)))
            return;
        await _row.KeepAsync(running, cancellation);
        _kept = running.Select(mark => mark.InstanceId).ToHashSet(StringComparer.Ordinal);
    }
}

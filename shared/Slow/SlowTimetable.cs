using Arbit.Workflows;

namespace Arbit.Slow;

/// <summary>
/// What begins by itself, and when. An instance's id is its time's, so one that was begun before a restart, or by a second clock, is not
/// begun twice.
/// </summary>
public sealed class SlowTimetable
{
    /// <summary>Of a timer of the machine.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly IWorkflowHost _host;
    private readonly List<(SlowTimer Timer, DateTimeOffset Next)> _due;

    public SlowTimetable(IWorkflowHost host, DateTimeOffset now, IReadOnlyList<SlowTimer> timers)
    {
        _host = host;
        _due = timers.Select(timer => (timer, timer.FirstAt(now))).ToList();
    }

    public DateTimeOffset Next => _due.Count == 0 ? DateTimeOffset.MaxValue : _due.Min(due => due.Next);

    public async Task BeginDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        for (var i = 0; i < _due.Count; i++)
        {
            var (timer, next) = _due[i];
            if (next > now)
                continue;
            // What was slept through is begun once, as of the newest time that has passed.
            var slot = timer.SlotOf(now);
            await timer.BeginAsync(_host, slot, cancellation);
            _due[i] = (timer, timer.After(slot));
        }
    }
}

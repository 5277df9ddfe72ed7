using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// The engine in time that somebody else tells: a simulation's, or a capture's. Between two inputs it sees the timers and the
/// paper venue's answers that live would have seen there, each at its own time; as fast as the machine goes.
/// </summary>
/// <param name="core">What decides.</param>
/// <param name="paper">Where its orders go.</param>
/// <param name="timerEvery">Nanoseconds between two timers while something is open.</param>
/// <param name="idleTimerEvery">And while nothing is.</param>
public sealed class SteppedEngine(EngineCore core, PaperVenue paper, long timerEvery = 20_000_000, long idleTimerEvery = 1_000_000_000)
{
    private long _lastTimer;

    public EngineCore Core { get; } = core;

    /// <summary>Nanoseconds between two timers while something is open; may be changed at any time.</summary>
    public long TimerEvery { get; set; } = timerEvery;

    /// <summary>The time of the newest input.</summary>
    public long Now { get; private set; }

    /// <summary>Called at every timer, after it.</summary>
    public Action<long>? TimePassed { get; set; }

    /// <summary>An input of the given time, behind everything that was due until then.</summary>
    public void Process(EventKind kind, int source, long time, ReadOnlySpan<byte> buffer, int length)
    {
        AdvanceTo(time);
        Core.Process(kind, source, Now, buffer, length);
    }

    public void Command(EngineAction action, string reason, long time)
    {
        var payload = RecordCodec.Encode(new EngineCommand(action, reason));
        Process(EventKind.Command, 0, time, payload, payload.Length);
    }

    /// <summary>Lets timers and answers happen that are due until then; a time that is past already changes nothing.</summary>
    public void AdvanceTo(long time)
    {
        if (Now == 0)
            Now = _lastTimer = time;
        while (true)
        {
            var timer = _lastTimer + (Core.Book.Open.Count > 0 ? TimerEvery : idleTimerEvery);
            var next = Math.Max(Math.Min(timer, paper.NextDue), Now);
            if (next > time)
                break;
            Now = next;
            paper.Advance(Now);
            while (paper.TryTakeReply(out var reply))
            {
                var payload = RecordCodec.Encode(reply);
                Core.Process(EventKind.Reply, 0, Now, payload, payload.Length);
            }

            while (paper.TryTakeReport(out var report))
            {
                var payload = RecordCodec.Encode(report);
                Core.Process(EventKind.Account, 0, Now, payload, payload.Length);
            }

            if (Now < timer)
                continue;
            _lastTimer = Now;
            Core.Process(EventKind.Timer, 0, Now, [], 0);
            TimePassed?.Invoke(Now);
        }

        Now = Math.Max(Now, time);
        paper.Advance(Now);
    }

    /// <summary>On to a time without the timers in between: where nothing was received for so long that nothing is under way any more.</summary>
    public void SkipTo(long time)
    {
        Now = _lastTimer = Math.Max(Now, time);
        paper.Advance(Now);
    }
}

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What happens by itself, and when. It has no clock: time is told.</summary>
internal sealed class FundingAgenda
{
    private readonly PriorityQueue<Action, (long At, FundingRank Rank, long Number, long Order)> _due = new();
    private long _order;

    /// <summary>The last time that was told, Unix nanoseconds.</summary>
    public long Now { get; private set; }

    /// <summary>When something next happens; <see cref="long.MaxValue"/> where nothing does by itself.</summary>
    public long NextDue => _due.TryPeek(out _, out var when) ? when.At : long.MaxValue;

    /// <summary>Not before now, however long it is overdue.</summary>
    public void At(long time, FundingRank rank, long number, Action happens) => _due.Enqueue(happens, (Math.Max(time, Now), rank, number, ++_order));

    /// <summary>Everything due until then happens, in order.</summary>
    public void Advance(long now)
    {
        while (_due.TryPeek(out var happens, out var when) && when.At <= now)
        {
            _due.Dequeue();
            Now = Math.Max(Now, when.At);
            happens();
        }

        Now = Math.Max(Now, now);
    }

    /// <summary>It was later already, in an earlier life: nothing happens by that.</summary>
    public void Recall(long then) => Now = Math.Max(Now, then);
}

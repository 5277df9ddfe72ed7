using Arbit.EdgeRunner.Detection;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Engine;

/// <summary>A candidate as long as it lasts: refused for one reason, or taken.</summary>
public sealed class Opportunity(long id, CyclePath path, RefusalReason reason, long seenAt)
{
    public long Id { get; } = id;

    public CyclePath Path { get; } = path;

    public RefusalReason Reason { get; } = reason;

    public bool IsTaken => Reason == RefusalReason.None;

    public long SeenAt { get; } = seenAt;

    public long LastSeenAt { get; set; } = seenAt;

    public long TimesSeen { get; set; }

    /// <summary>At its best.</summary>
    public Exact NetBps { get; set; }

    /// <summary>In the start asset; zero where it was not sized.</summary>
    public Exact Net { get; set; }

    public Exact Cost { get; set; }

    public Asset Start { get; set; }
}

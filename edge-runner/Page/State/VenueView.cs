namespace Arbit.EdgeRunner.Page.State;

/// <summary>One venue's connection and how well it feeds the books.</summary>
public sealed record VenueView
{
    public required string Name { get; init; }

    public required ConnectionStateView State { get; init; }

    public required SubscriptionsView Subscriptions { get; init; }

    public required long FramesTotal { get; init; }

    public required double FramesPerSecond { get; init; }

    /// <summary>Null before the first frame.</summary>
    public required long? LastFrameAgeMs { get; init; }

    /// <summary>Frames refused, by reason; empty when none was.</summary>
    public required IReadOnlyList<MalformedView> Malformed { get; init; }

    /// <summary>Frames that are of no use here, and known to be.</summary>
    public required long Ignored { get; init; }

    /// <summary>Entries of a book into broken.</summary>
    public required long Gaps { get; init; }

    public required long Resyncs { get; init; }

    public required long Reconnects { get; init; }

    public required BookCountsView Books { get; init; }

    /// <summary>From the receipt of a frame to the end of its decision.</summary>
    public required LatencyView Latency { get; init; }

    /// <summary>Null before the venue has told its time.</summary>
    public required ClockView? Clock { get; init; }

    /// <summary>Best quotes replaced by newer ones before they were read. Book diffs are never conflated.</summary>
    public required long QuotesConflated { get; init; }

    public required long QueueDepth { get; init; }

    /// <summary>What is wrong and what to do, as a sentence; null when nothing is.</summary>
    public required string? Problem { get; init; }

    /// <summary>How the account here stands to the venue's.</summary>
    public required ReconciliationView Reconciliation { get; init; }
}

using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>How far an auction's order has come. A closed set.</summary>
public enum AuctionOrderState : byte
{
    /// <summary>On its way, or lost: nobody knows, so it counts as filled.</summary>
    Sent,

    /// <summary>The venue has it; it may be filled at any time, so it counts as filled.</summary>
    Open,

    /// <summary>Proven to have ended with what is filled.</summary>
    Ended,

    /// <summary>Proven never to have been taken.</summary>
    Rejected,
}

/// <summary>One order of an auction, as far as is known. Its cumulative fill is the only truth about it.</summary>
/// <param name="Ordinal">Its place among the auction's orders, from 1; whoever sends it makes its client order id from that.</param>
/// <param name="Price">Its limit.</param>
/// <param name="Quantity">What was ordered.</param>
/// <param name="IsCrossing">Takes what is there and ends (IOC); else it rests and may only make (post-only).</param>
/// <param name="SentAt">Unix nanoseconds.</param>
public sealed record AuctionOrder(int Ordinal, Price Price, Quantity Quantity, bool IsCrossing, long SentAt)
{
    public AuctionOrderState State { get; init; } = AuctionOrderState.Sent;

    public Quantity Filled { get; init; }

    /// <summary>When it was last asked to be cancelled; 0 where it was not.</summary>
    public long CancelAskedAt { get; init; }

    /// <summary>When it was known to have ended; 0 before.</summary>
    public long EndedAt { get; init; }

    /// <summary>What the venue said to it last.</summary>
    public string Note { get; init; } = "";

    public bool IsTerminal => State is AuctionOrderState.Ended or AuctionOrderState.Rejected;

    /// <summary>
    /// Ended short on our wish a moment ago: fills of before that may still be on their way (lesson L01), so it goes on counting
    /// as filled.
    /// </summary>
    public bool IsSettling(long now, long settlesFor) => State == AuctionOrderState.Ended && CancelAskedAt > 0 && Filled < Quantity && now - EndedAt < settlesFor;

    /// <summary>The most that it can come to.</summary>
    public Quantity Counted(long now, long settlesFor) => IsTerminal && !IsSettling(now, settlesFor) ? Filled : Quantity < Filled ? Filled : Quantity;
}

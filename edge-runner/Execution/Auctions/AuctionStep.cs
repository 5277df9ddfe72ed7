namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>What an auction wants next: place, cancel, wait or done.</summary>
public abstract record AuctionStep
{
    private AuctionStep()
    {
    }

    /// <summary>Send this order.</summary>
    public sealed record Place(AuctionOrder Order) : AuctionStep;

    /// <summary>Ask the venue to end it; asked again and again until its end is proven.</summary>
    public sealed record Cancel(AuctionOrder Order) : AuctionStep;

    /// <summary>Nothing before this time (Unix nanoseconds), a reply or a change of the book.</summary>
    public sealed record Wait(long Until) : AuctionStep;

    /// <summary>Over; nothing of it is open any more.</summary>
    public sealed record Done(AuctionEnd End) : AuctionStep;
}

/// <summary>How an auction ended. A closed set.</summary>
public enum AuctionEnd : byte
{
    /// <summary>All of it was filled.</summary>
    Filled,

    /// <summary>What is left is less than the venue takes in one order.</summary>
    BelowMinimum,

    /// <summary>The time was up.</summary>
    Deadline,

    /// <summary>It would have had to cross at a price past the worst one allowed.</summary>
    PastWorst,

    /// <summary>The venue refused its orders; the last one's note says why.</summary>
    Rejected,

    /// <summary>The venue said of an order what cannot be.</summary>
    Contradiction,
}

/// <summary>The next step, and the state to go on from once it was taken.</summary>
public readonly record struct AuctionDecision(AuctionState Next, AuctionStep Step);

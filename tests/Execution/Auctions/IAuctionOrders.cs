using Arbit.EdgeRunner.Execution.Auctions;

namespace Arbit.Tests.Execution.Auctions;

/// <summary>Where an auction's orders go. Answers never come back as results, but as replies to <see cref="Auction.OnReply"/>.</summary>
internal interface IAuctionOrders
{
    /// <summary>Journals and sends it; once for each ordinal, and never again.</summary>
    void Place(AuctionOrder order);

    /// <summary>Asks the venue to end it; may be called again for the same one.</summary>
    void Cancel(AuctionOrder order);
}

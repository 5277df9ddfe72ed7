namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>
/// A way to work a quantity into a market. Pure: the same state, book and time are the same decision; whoever drives it takes the
/// step, and goes on from the state that came with it.
/// </summary>
public interface IAuctionPlan
{
    AuctionState Begin(long now);

    AuctionDecision Decide(AuctionState state, in AuctionBook book, long now);
}

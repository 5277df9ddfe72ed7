using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Auctions;
using Arbit.Money;

namespace Arbit.Tests.Execution.Auctions;

/// <summary>Drives a plan: takes its steps until it waits or is done. It holds the state and nothing else.</summary>
internal sealed class Auction(IAuctionPlan plan, IAuctionOrders orders, long now)
{
    public AuctionState State { get; private set; } = plan.Begin(now);

    /// <summary>How it ended; null while it goes on.</summary>
    public AuctionEnd? End { get; private set; }

    /// <summary>Nothing is due before this time, unless a reply comes or the book changes.</summary>
    public long WaitsUntil { get; private set; } = now;

    public Quantity Filled => State.Filled;

    /// <summary>A venue's word on one of its orders; a fill that comes after the end still counts.</summary>
    public void OnReply(int ordinal, OrderReply reply, long now) => State = State.Take(ordinal, reply, now);

    /// <summary>Call when the book has changed, after replies, and when <see cref="WaitsUntil"/> is reached.</summary>
    public void Look(in AuctionBook book, long now)
    {
        while (End is null)
        {
            var (next, step) = plan.Decide(State, in book, now);
            State = next;
            switch (step)
            {
                case AuctionStep.Place place:
                    orders.Place(place.Order);
                    break;
                case AuctionStep.Cancel cancel:
                    orders.Cancel(cancel.Order);
                    break;
                case AuctionStep.Wait wait:
                    WaitsUntil = wait.Until;
                    return;
                case AuctionStep.Done done:
                    End = done.End;
                    return;
            }
        }
    }
}

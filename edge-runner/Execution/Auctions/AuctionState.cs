using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>Everything that an auction goes by: its orders and where it stands. Immutable; a reply or a step makes the next one.</summary>
/// <param name="Orders">All that it ever placed, oldest first.</param>
/// <param name="Since">When it began, Unix nanoseconds.</param>
/// <param name="UpTo">What may be filled altogether before the current slice is done.</param>
/// <param name="SliceSince">When the current slice began.</param>
/// <param name="NextMoveAt">No order is placed before this time: the bounded pace.</param>
public sealed record AuctionState(IReadOnlyList<AuctionOrder> Orders, long Since, Quantity UpTo, long SliceSince, long NextMoveAt)
{
    /// <summary>Crossing orders of the current slice.</summary>
    public int Crossings { get; init; }

    /// <summary>A venue's word could not be: nothing more is placed.</summary>
    public bool IsContradicted { get; init; }

    /// <summary>Everything filled so far, by every order.</summary>
    public Quantity Filled => Orders.Aggregate(Quantity.Zero, (sum, order) => sum + order.Filled);

    /// <summary>The one order that has not ended; null where there is none.</summary>
    public AuctionOrder? Open => Orders.FirstOrDefault(order => !order.IsTerminal);

    /// <summary>Orders refused since the last one that was not.</summary>
    public int RejectionsInRow => Orders.Reverse().TakeWhile(order => order.State == AuctionOrderState.Rejected).Count();

    public static AuctionState Begin(Quantity upTo, long now) => new([], now, upTo, now, now);

    /// <summary>The most that its orders can come to: what is not proven to have ended counts as filled.</summary>
    public Quantity Counted(long now, long settlesFor) => Orders.Aggregate(Quantity.Zero, (sum, order) => sum + order.Counted(now, settlesFor));

    /// <summary>
    /// Takes a venue's word: cumulative, in any order, any number of times. An order that may have reached the venue has only ended
    /// once the venue says so; that it is not known there ends one that was never acknowledged, and whoever asks has waited for
    /// the answer's deadline.
    /// </summary>
    public AuctionState Take(int ordinal, OrderReply reply, long now)
    {
        if (ordinal < 1 || ordinal > Orders.Count)
            return this;
        var order = Orders[ordinal - 1];
        var filled = reply.Filled > order.Filled ? reply.Filled : order.Filled;
        var state = order.State;
        if (!order.IsTerminal)
        {
            state = reply.Kind switch
            {
                ReplyKind.Ended => AuctionOrderState.Ended,
                ReplyKind.Rejected => filled.IsZero ? AuctionOrderState.Rejected : AuctionOrderState.Ended,
                ReplyKind.NotFound when order.State == AuctionOrderState.Sent && filled.IsZero => AuctionOrderState.Rejected,
                ReplyKind.NotFound => order.State,
                _ => AuctionOrderState.Open,
            };
            if (filled >= order.Quantity)
                state = AuctionOrderState.Ended;
        }
        else if (state == AuctionOrderState.Rejected && !filled.IsZero)
        {
            state = AuctionOrderState.Ended;
        }

        var taken = order with
        {
            Filled = filled,
            State = state,
            EndedAt = order.EndedAt == 0 && state is AuctionOrderState.Ended or AuctionOrderState.Rejected ? now : order.EndedAt,
            Note = reply.Note.Length > 0 ? reply.Note : order.Note,
        };
        return With(taken) with { IsContradicted = IsContradicted || filled > order.Quantity };
    }

    /// <summary>With an order changed, or added behind the others.</summary>
    public AuctionState With(AuctionOrder order)
    {
        var orders = Orders.ToList();
        if (order.Ordinal > orders.Count)
            orders.Add(order);
        else
            orders[order.Ordinal - 1] = order;
        return this with { Orders = orders };
    }
}

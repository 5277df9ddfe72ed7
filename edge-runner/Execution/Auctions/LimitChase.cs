using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>
/// A resting limit that follows the best price of its own side, no faster than its pace and no farther than its worst price. It
/// joins the best price and never crosses, but at its deadline where it may. There is one order at a time: to move is to cancel,
/// to wait for the proven end, and to place anew what is then known to be missing.
/// </summary>
public sealed record LimitChase(ChaseTerms Terms, Quantity Total) : IAuctionPlan
{
    public AuctionState Begin(long now) => AuctionState.Begin(Total, now);

    public AuctionDecision Decide(AuctionState state, in AuctionBook book, long now)
    {
        var isDue = now >= Saturating(state.SliceSince, Terms.RestsFor);
        return state.Open is { } open ? Keep(state, open, in book, isDue, now) : Place(state, in book, isDue, now);
    }

    /// <summary>The best price of its own side, bounded, on the tick away from the other side; zero where there is none.</summary>
    internal Price Target(in AuctionBook book)
        => Terms.Side == Side.Buy
            ? (book.Bid < Terms.Worst ? book.Bid : Terms.Worst).ToTick(Terms.Instrument.Tick, Rounding.Floor)
            : (book.Ask > Terms.Worst ? book.Ask : Terms.Worst).ToTick(Terms.Instrument.Tick, Rounding.Ceiling);

    private AuctionDecision Keep(AuctionState state, AuctionOrder open, in AuctionBook book, bool isDue, long now)
    {
        if (open.CancelAskedAt > 0)
        {
            var again = Saturating(open.CancelAskedAt, Terms.CancelInterval);
            return now >= again ? Cancel(state, open, now) : Wait(state, again);
        }

        // One that crosses ends by itself: what is not known of it is for whoever sent it to look up.
        if (open.IsCrossing)
            return Wait(state, long.MaxValue);
        // A rest that is too small for an order of its own stays where it is: moved, it could not be placed again.
        var isPassed = book.IsUsable && Target(in book) != open.Price && !OrderMinimum.IsBelow(Terms.Instrument, open.Quantity - open.Filled, open.Price);
        if (!book.IsUsable || isDue || state.IsContradicted || (isPassed && now >= state.NextMoveAt))
            return Cancel(state, open, now);
        return Wait(state, isPassed ? state.NextMoveAt : Saturating(state.SliceSince, Terms.RestsFor));
    }

    private AuctionDecision Place(AuctionState state, in AuctionBook book, bool isDue, long now)
    {
        if (state.Orders.LastOrDefault(order => order.IsSettling(now, Terms.SettlesFor)) is { } settling)
            return Wait(state, Saturating(settling.EndedAt, Terms.SettlesFor));
        if (state.IsContradicted)
            return Done(state, AuctionEnd.Contradiction);
        var filled = state.Filled;
        if (filled >= state.UpTo)
            return Done(state, AuctionEnd.Filled);
        var missing = (state.UpTo - filled).ToLot(Terms.Instrument.Lot);
        if (missing.IsZero)
            return Done(state, AuctionEnd.BelowMinimum);
        if (state.RejectionsInRow >= Terms.MaxRejections)
            return Done(state, AuctionEnd.Rejected);
        if (isDue)
            return Cross(state, in book, missing, now);
        if (!book.IsUsable)
            return Wait(state, Saturating(state.SliceSince, Terms.RestsFor));
        var price = Target(in book);
        if (OrderMinimum.IsBelow(Terms.Instrument, missing, price))
            return Done(state, AuctionEnd.BelowMinimum);
        if (now < state.NextMoveAt)
            return Wait(state, state.NextMoveAt);
        return state.RejectionsInRow > 0 && state.Orders[^1].Price == price
            ? Wait(state, Saturating(state.SliceSince, Terms.RestsFor))
            : Send(state, missing, price, isCrossing: false, now);
    }

    private AuctionDecision Cross(AuctionState state, in AuctionBook book, Quantity missing, long now)
    {
        if (!Terms.CrossesAtDeadline || state.Crossings >= Terms.MaxCrossings || !book.IsUsable)
            return Done(state, AuctionEnd.Deadline);
        var isPast = Terms.Side == Side.Buy ? book.Ask > Terms.Worst : book.Bid < Terms.Worst;
        if (isPast)
            return Done(state, AuctionEnd.PastWorst);
        var price = Terms.Worst.ToTick(Terms.Instrument.Tick, Terms.Side == Side.Buy ? Rounding.Floor : Rounding.Ceiling);
        if (OrderMinimum.IsBelow(Terms.Instrument, missing, price))
            return Done(state, AuctionEnd.BelowMinimum);
        if (now < state.NextMoveAt)
            return Wait(state, state.NextMoveAt);
        var next = state with { Crossings = state.Crossings + 1 };
        return Send(next, missing, price, isCrossing: true, now);
    }

    private AuctionDecision Send(AuctionState state, Quantity quantity, Price price, bool isCrossing, long now)
    {
        var order = new AuctionOrder(state.Orders.Count + 1, price, quantity, isCrossing, now);
        return new AuctionDecision(state.With(order) with { NextMoveAt = Saturating(now, Terms.MoveInterval) }, new AuctionStep.Place(order));
    }

    private static AuctionDecision Cancel(AuctionState state, AuctionOrder open, long now)
    {
        var asked = open with { CancelAskedAt = now };
        return new AuctionDecision(state.With(asked), new AuctionStep.Cancel(asked));
    }

    private static AuctionDecision Wait(AuctionState state, long until) => new(state, new AuctionStep.Wait(until));

    private static AuctionDecision Done(AuctionState state, AuctionEnd end) => new(state, new AuctionStep.Done(end));

    private static long Saturating(long time, long duration) => time > long.MaxValue - duration ? long.MaxValue : time + duration;
}

using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>
/// A larger size in slices that the depth allows, each one chased (<see cref="LimitChase"/>); the next only once the last is
/// proven to have ended.
/// </summary>
/// <param name="Terms">Of each slice: <see cref="ChaseTerms.RestsFor"/> is counted for every slice anew.</param>
/// <param name="Total">Of all slices together.</param>
/// <param name="Slices">How large one is.</param>
/// <param name="LastsFor">No slice begins after so many nanoseconds.</param>
public sealed record Iceberg(ChaseTerms Terms, Quantity Total, SliceSize Slices, long LastsFor) : IAuctionPlan
{
    private readonly LimitChase _chase = new(Terms, Total);

    public AuctionState Begin(long now) => AuctionState.Begin(Quantity.Zero, now);

    public AuctionDecision Decide(AuctionState state, in AuctionBook book, long now)
    {
        var decision = _chase.Decide(state, in book, now);
        if (decision.Step is not AuctionStep.Done done)
            return decision;
        return done.End is AuctionEnd.Rejected or AuctionEnd.Contradiction ? decision : NextSlice(state, in book, now);
    }

    private AuctionDecision NextSlice(AuctionState state, in AuctionBook book, long now)
    {
        var filled = state.Filled;
        if (filled >= Total)
            return new AuctionDecision(state, new AuctionStep.Done(AuctionEnd.Filled));
        if (now - state.Since >= LastsFor)
            return new AuctionDecision(state, new AuctionStep.Done(AuctionEnd.Deadline));
        if (!book.IsUsable)
            return Wait(state, now);
        var remaining = Total - filled;
        var price = _chase.Target(in book);
        if (OrderMinimum.IsBelow(Terms.Instrument, remaining.ToLot(Terms.Instrument.Lot), price))
            return new AuctionDecision(state, new AuctionStep.Done(AuctionEnd.BelowMinimum));
        var size = Slices.Of(Terms.Instrument, remaining, in book, price);
        if (size.IsZero)
            return Wait(state, now);
        var begun = state with { UpTo = filled + size, SliceSince = now, Crossings = 0 };
        var decision = _chase.Decide(begun, in book, now);

        // A slice that cannot even begin (a crossing one past the worst price) is none; it is tried again at the pace.
        return decision.Step is AuctionStep.Done ? Wait(state, now) : decision;
    }

    private AuctionDecision Wait(AuctionState state, long now)
        => new(state, new AuctionStep.Wait(Math.Min(now > long.MaxValue - Terms.MoveInterval ? long.MaxValue : now + Terms.MoveInterval, state.Since > long.MaxValue - LastsFor ? long.MaxValue : state.Since + LastsFor)));
}

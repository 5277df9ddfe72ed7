using Arbit.Money;

namespace Arbit.Strategy.Accumulation;

/// <summary>
/// A-Bot's six seats (strategy.md, A-Bot) as a state machine: what a signal or a look at them leads to, and how they stand after.
/// It never trades; whoever does keeps the state that came out once the actions are done.
/// </summary>
public sealed class Seats
{
    public const int Count = 6;

    /// <summary>With more empty seats than this, warmers are bought.</summary>
    public const int MostEmpty = 3;

    /// <summary>With fewer empty seats than this, warmers are sold.</summary>
    public const int LeastEmpty = 2;

    private Seats(IReadOnlyList<Seat> taken, long next) => (Taken, Next) = (taken, next);

    public static Seats None { get; } = new([], 0);

    /// <summary>By number.</summary>
    public IReadOnlyList<Seat> Taken { get; }

    /// <summary>The next <see cref="Seat.Since"/>.</summary>
    public long Next { get; }

    public int Empty => Count - Taken.Count;

    /// <summary>As they were kept.</summary>
    /// <exception cref="ArgumentException">A number or a coin is there twice, or one is out of range.</exception>
    public static Seats Of(IEnumerable<Seat> taken, long next)
    {
        var ordered = taken.OrderBy(seat => seat.Number).ToList();
        if (ordered.Exists(seat => seat.Number is < 0 or >= Count || seat.Since < 0 || seat.Since >= next)
            || ordered.DistinctBy(seat => seat.Number).Count() != ordered.Count
            || ordered.DistinctBy(seat => seat.Coin).Count() != ordered.Count
            || ordered.DistinctBy(seat => seat.Since).Count() != ordered.Count)
        {
            throw new ArgumentException("Seats have numbers 0 to 5, coins and turns of their own.", nameof(taken));
        }

        return new Seats(ordered, next);
    }

    /// <summary>What a new seat may cost: a sixth of A-Bot's fuel, rounded down to the cent.</summary>
    public static Exact Budget(Exact fuel) => fuel.Divide(new Exact(Count, 0), 2, Rounding.Floor);

    /// <summary>A buy signal.</summary>
    public SeatDecision OnBuy(Asset coin)
    {
        if (Find(coin) is { } held)
        {
            return held.Use == SeatUse.Signal
                ? new SeatDecision([], this, SeatRefusal.HasSeat)
                : new SeatDecision([new SeatAction(SeatActionKind.Keep, held.Number, coin, SeatUse.Signal)], Without(held).With(held with { Use = SeatUse.Signal }));
        }

        if (Empty > 0)
            return Then([], coin, SeatUse.Signal);
        return OldestWarmer() is { } warmer
            ? Without(warmer).Then([Sale(warmer)], coin, SeatUse.Signal)
            : new SeatDecision([], this, SeatRefusal.NoSeat);
    }

    /// <summary>A sell signal.</summary>
    public SeatDecision OnSell(Asset coin) => Find(coin) is { } held
        ? new SeatDecision([Sale(held)], Without(held))
        : new SeatDecision([], this, SeatRefusal.NotSeated);

    /// <summary>A look at how many are empty: warmers bought, by the highest yield, or sold, first in first out; otherwise it waits.</summary>
    /// <param name="stakable">What can be staked now and its yearly yield; each coin once.</param>
    public SeatDecision OnLook(IEnumerable<(Asset Coin, Bps Yield)> stakable)
    {
        SeatDecision decision = new([], this);
        foreach (var (coin, _) in stakable.OrderByDescending(offer => offer.Yield).ThenBy(offer => offer.Coin))
        {
            if (decision.After.Empty > MostEmpty && decision.After.Find(coin) is null)
                decision = decision.After.Then(decision.Actions, coin, SeatUse.Warmer);
        }

        while (decision.After.Empty < LeastEmpty && decision.After.OldestWarmer() is { } warmer)
            decision = new SeatDecision([.. decision.Actions, Sale(warmer)], decision.After.Without(warmer));
        return decision;
    }

    /// <summary>The flip to GOLD: the warmers go, first in first out, then the coins, in the order they came.</summary>
    public SeatDecision OnFlipToGold()
        => new([.. Taken.OrderBy(seat => seat.Use != SeatUse.Warmer).ThenBy(seat => seat.Since).Select(Sale)], new Seats([], Next));

    private static SeatAction Sale(Seat seat) => new(SeatActionKind.Sell, seat.Number, seat.Coin, seat.Use);

    private Seat? Find(Asset coin) => Taken.FirstOrDefault(seat => seat.Coin == coin);

    private Seat? OldestWarmer() => Taken.Where(seat => seat.Use == SeatUse.Warmer).MinBy(seat => seat.Since);

    private SeatDecision Then(IReadOnlyList<SeatAction> before, Asset coin, SeatUse use)
    {
        var number = Enumerable.Range(0, Count).First(number => Taken.All(seat => seat.Number != number));
        var after = new Seats([.. Taken.Append(new Seat(number, coin, use, Next)).OrderBy(seat => seat.Number)], Next + 1);
        return new SeatDecision([.. before, new SeatAction(SeatActionKind.Buy, number, coin, use)], after);
    }

    private Seats Without(Seat seat) => new([.. Taken.Where(other => other.Number != seat.Number)], Next);

    private Seats With(Seat seat) => new([.. Taken.Append(seat).OrderBy(other => other.Number)], Next);
}

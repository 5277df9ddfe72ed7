using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// Finds, for a cycle of legs, the size on the first leg's lot grid that earns most under the caps, exactly: every later leg is
/// the largest its own lot, depth and balance allow of what the leg before it yielded. Two bounds leave out whole ranges without
/// a guess: cost and proceeds only ever grow with the size, so proceeds(high) − cost(low) bounds all sizes between; and without
/// lots the net is concave, so away from its peak it bounds all sizes still farther away.
/// </summary>
public sealed class PathSizer
{
    private readonly Stack<SizeRange> _ranges = new();
    private SizedLeg[] _trial = [];
    private LegCaps[] _caps = [];

    /// <summary>The legs of the best size found; meaningful after <see cref="TrySize"/> answered true.</summary>
    public SizedLeg[] Best { get; private set; } = [];

    public Int128 Cost { get; private set; }

    public Int128 Proceeds { get; private set; }

    /// <summary>What it costs beside: fees in another asset, and the share of the next rebalance.</summary>
    public Int128 Charges { get; private set; }

    public Int128 Net => Proceeds - Cost - Charges;

    /// <summary>The share of the cost that is charged for the next rebalance.</summary>
    public Bps RebalanceCost { get; set; }

    /// <summary>Sizes tried.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Why the largest size was none, where no size was possible.</summary>
    public RefusalReason Obstacle { get; private set; }

    /// <param name="legs">In order; the first spends the start asset.</param>
    /// <param name="toStart">Turns what the last leg yields into the start asset.</param>
    /// <param name="maxCost">The most of the start asset that may be spent, in 10^-26.</param>
    /// <param name="rules">The caps.</param>
    /// <returns>False where no size is possible; <see cref="Obstacle"/> says why.</returns>
    /// <exception cref="MoneyOverflowException">A number has no place in 128 bits.</exception>
    public bool TrySize(ReadOnlySpan<PathLeg> legs, Conversion toStart, Int128 maxCost, SizingRules rules)
    {
        Prepare(legs, rules);
        var found = false;
        var high = MostLots(legs[0], maxCost);
        if (high == 0)
            return false;
        var topProceeds = Try(legs, high, toStart, rules, ref found, out var topCost, out _);
        if (!found)
            return false;
        Divide(legs, high, topCost, topProceeds, toStart, rules);
        while (_ranges.TryPop(out var range) && Evaluations < rules.MaxEvaluations)
        {
            if (range.Bound <= Net)
                continue;
            var middle = range.Low + ((range.High - range.Low) / 2);
            var proceeds = Try(legs, middle, toStart, rules, ref found, out var cost, out var charges);
            var farther = range with { High = middle, HighProceeds = proceeds };
            var nearer = range with { Low = middle, LowCost = cost, LowCharges = charges };

            // The half nearer the peak first: what it finds leaves out more of the other, which the net at the middle bounds.
            if (range.Slope < 0)
                (farther, nearer) = (nearer, farther);
            if (range.Slope != 0 && IsOpen(in farther))
                farther = farther with { MostNet = Int128.Min(range.MostNet, MostNet(legs, middle, toStart)) };
            Push(in farther);
            Push(in nearer);
        }

        Obstacle = RefusalReason.None;
        return true;
    }

    private void Prepare(ReadOnlySpan<PathLeg> legs, SizingRules rules)
    {
        if (_trial.Length != legs.Length)
        {
            _trial = new SizedLeg[legs.Length];
            Best = new SizedLeg[legs.Length];
            _caps = new LegCaps[legs.Length];
            for (var i = 0; i < legs.Length; i++)
                _caps[i] = new LegCaps();
        }

        for (var i = 0; i < legs.Length; i++)
            _caps[i].Prepare(legs[i], rules);
        _ranges.Clear();
        Evaluations = 0;
        Cost = Proceeds = Charges = 0;
    }

    /// <summary>Everything up to the largest size: where the net without lots surely grows, where it surely falls, and between.</summary>
    private void Divide(ReadOnlySpan<PathLeg> legs, long high, Int128 topCost, Int128 topProceeds, Conversion toStart, SizingRules rules)
    {
        var found = true;
        var rises = LastThatPays(legs, high, toStart);
        var (risenCost, risenProceeds) = (topCost, topProceeds);
        if (rises < high)
        {
            var falls = FirstThatIsSpent(legs, rises + 1, high, toStart);
            var (fallenCost, fallenProceeds) = (topCost, topProceeds);
            Int128 fallenCharges = 0;
            Int128 risenCharges = 0;
            if (falls < high)
                fallenProceeds = Try(legs, falls, toStart, rules, ref found, out fallenCost, out fallenCharges);
            (risenCost, risenProceeds) = (0, 0);
            if (rises > 0)
                risenProceeds = Try(legs, rises, toStart, rules, ref found, out risenCost, out risenCharges);
            Push(new SizeRange(falls, high, fallenCost, topProceeds, MostNet(legs, falls, toStart), fallenCharges, -1));
            Push(new SizeRange(rises, falls, risenCost, fallenProceeds, RelaxedCycle.Unbounded, risenCharges, 0));
        }

        if (rises > 0)
            Push(new SizeRange(0, rises, 0, risenProceeds, MostNet(legs, rises, toStart), 0, 1));
    }

    private void Push(in SizeRange range)
    {
        if (IsOpen(in range))
            _ranges.Push(range);
    }

    private bool IsOpen(in SizeRange range) => range.High - range.Low > 1 && range.HighProceeds > 0 && range.Bound > Net;

    private long LastThatPays(ReadOnlySpan<PathLeg> legs, long high, Conversion toStart)
    {
        if (RelaxedCycle.PaysUpTo(legs, _caps, high * legs[0].Lot, toStart))
            return high;
        long low = 0;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (RelaxedCycle.PaysUpTo(legs, _caps, middle * legs[0].Lot, toStart))
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The first such size from <paramref name="low"/> on, which is mostly at hand; <paramref name="high"/> where none is sure.</summary>
    private long FirstThatIsSpent(ReadOnlySpan<PathLeg> legs, long low, long high, Conversion toStart)
    {
        var from = low - 1;
        for (long step = 1; low < high && !RelaxedCycle.IsSpentFrom(legs, _caps, low * legs[0].Lot, toStart); step *= 2)
            (from, low) = (low, Math.Min(high, low + step));
        while (low - from > 1)
        {
            var middle = from + ((low - from) / 2);
            if (RelaxedCycle.IsSpentFrom(legs, _caps, middle * legs[0].Lot, toStart))
                low = middle;
            else
                from = middle;
        }

        return low;
    }

    /// <summary>What the cycle without lots earns at most at a size; cost is rounded up where it has more digits than are kept.</summary>
    private Int128 MostNet(ReadOnlySpan<PathLeg> legs, long lots, Conversion toStart)
    {
        var first = legs[0];
        var quantity = lots * first.Lot;
        var cost = first.Spent(quantity, first.Ladder.NotionalOf(quantity, first.Ladder.LevelOf(quantity)));
        return RelaxedCycle.MostProceeds(legs, _caps, quantity, toStart) - cost + 1;
    }

    private static Int128 Min(Int128 a, Int128? b) => b is { } other && other < a ? other : a;

    /// <summary>The proceeds at a number of lots (zero where some minimum is missed); keeps it where it is the best so far.</summary>
    private Int128 Try(ReadOnlySpan<PathLeg> legs, long lots, Conversion toStart, SizingRules rules, ref bool found, out Int128 cost, out Int128 charges)
    {
        Evaluations++;
        cost = charges = 0;
        Int128 beside = 0;
        Int128 available = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            var leg = legs[i];
            var wanted = i == 0 ? lots * leg.Lot : leg.Affordable(Min(available, leg.Balance));
            var quantity = _caps[i].LargestAllowed(wanted, out var level);
            if (quantity == 0)
            {
                Obstacle = ObstacleOfNone(leg, _caps[i], available);
                return 0;
            }

            var notional = leg.Ladder.NotionalOf(quantity, level);
            if (i == 0)
                cost = leg.Spent(quantity, notional);
            if (!rules.IgnoresMinimums && (quantity < leg.MinQuantity || notional < leg.MinNotional))
            {
                Obstacle = quantity < leg.MinQuantity ? RefusalReason.BelowMinQuantity : RefusalReason.BelowMinNotional;
                return 0;
            }

            _trial[i] = new SizedLeg(quantity, level, notional, 0);
            available = leg.Received(quantity, notional);
            beside += leg.Charge(quantity, notional);
        }

        charges = beside + ShareOf(cost);
        var proceeds = toStart.Apply(available);
        var net = proceeds - cost - charges;
        if (!found || net > Net || (net == Net && cost < Cost))
        {
            found = true;
            Cost = cost;
            Proceeds = proceeds;
            Charges = charges;
            (Best, _trial) = (_trial, Best);
        }

        return proceeds;
    }

    /// <summary>What a size that costs so much is charged for the next rebalance.</summary>
    public Int128 ShareOf(Int128 cost)
        => RebalanceCost.RateUnits == 0 ? 0 : WideMath.MultiplyDivide(cost, RebalanceCost.RateUnits, Bps.OneInRateUnits) + 1;

    /// <summary>Why not even one lot: the book allows none, the wallet pays for none, or the leg before yields less than one.</summary>
    private static RefusalReason ObstacleOfNone(PathLeg leg, LegCaps caps, Int128 available)
        => caps.Most == 0 ? RefusalReason.DepthTooThin
            : leg.Balance is { } balance && balance < available ? RefusalReason.InsufficientBalance
            : RefusalReason.BelowMinQuantity;

    /// <summary>
    /// The most lots of the first leg that cost no more than the cap and that the balance pays for at the worst price they reach:
    /// whatever the fill, nothing is overspent. Zero, with the obstacle, where that is less than one.
    /// </summary>
    private long MostLots(PathLeg leg, Int128 maxCost)
    {
        var caps = _caps[0];
        var quantity = caps.LargestAllowed(leg.Affordable(maxCost), out var level);
        if (quantity == 0)
        {
            Obstacle = caps.Most == 0 ? RefusalReason.DepthTooThin : RefusalReason.SizeCapTooSmall;
            return 0;
        }

        if (leg.Balance is { } balance)
        {
            var paid = leg.Side == Side.Sell ? Math.Min(quantity, leg.Affordable(balance)) : PaidAtWorst(leg, quantity, level, balance);
            quantity = caps.LargestAllowed(paid, out _);
        }

        Obstacle = RefusalReason.InsufficientBalance;
        return quantity / leg.Lot;
    }

    /// <summary>From the deepest level that the cap allows to the first whose own price, on the tick, the balance pays.</summary>
    private static long PaidAtWorst(PathLeg leg, long quantity, int level, Int128 balance)
    {
        for (; level > 0; level--)
        {
            var paid = Int128.Min(quantity, balance / leg.SpentFor(leg.ReachingTick(leg.Ladder.Price(level))));
            if (paid > leg.Ladder.Depth(level - 1))
                return (long)paid;
            quantity = (long)Int128.Min(quantity, leg.Ladder.Depth(level - 1));
        }

        return (long)Int128.Min(quantity, balance / leg.SpentFor(leg.ReachingTick(leg.Ladder.Price(0))));
    }
}

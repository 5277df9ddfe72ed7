using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// Finds, for a cycle of legs, the size on the first leg's lot grid that earns most under the caps, exactly: every later leg is
/// the largest its own lot, depth and balance allow of what the leg before it yielded. Cost and proceeds only ever grow with the
/// size, so proceeds(high) − cost(low) bounds all sizes between two tried ones, and whole ranges are left out without a guess.
/// </summary>
public sealed class PathSizer
{
    private readonly Stack<(long Low, long High, Int128 LowCost, Int128 HighProceeds)> _ranges = new();
    private SizedLeg[] _trial = [];

    /// <summary>The legs of the best size found; meaningful after <see cref="TrySize"/> answered true.</summary>
    public SizedLeg[] Best { get; private set; } = [];

    public Int128 Cost { get; private set; }

    public Int128 Proceeds { get; private set; }

    public Int128 Net => Proceeds - Cost;

    public int Evaluations { get; private set; }

    /// <summary>Which minimum the largest size missed, where no size was possible.</summary>
    public RefusalReason Obstacle { get; private set; }

    /// <param name="legs">In order; the first spends the start asset.</param>
    /// <param name="toStart">Turns what the last leg yields into the start asset.</param>
    /// <param name="maxCost">The most of the start asset that may be spent, in 10^-26.</param>
    /// <param name="rules">The caps.</param>
    /// <returns>False where no size is possible; <see cref="Obstacle"/> says why.</returns>
    /// <exception cref="MoneyOverflowException">A number has no place in 128 bits.</exception>
    public bool TrySize(ReadOnlySpan<PathLeg> legs, Conversion toStart, Int128 maxCost, SizingRules rules)
    {
        if (_trial.Length != legs.Length)
        {
            _trial = new SizedLeg[legs.Length];
            Best = new SizedLeg[legs.Length];
        }

        Evaluations = 0;
        Cost = Proceeds = 0;
        var found = false;
        var first = legs[0];
        var high = Cap(first, Min(maxCost, first.Balance), rules) / first.Lot;
        if (high == 0)
        {
            Obstacle = LargestAllowed(first, long.MaxValue, rules, out _) == 0 ? RefusalReason.DepthTooThin
                : Cap(first, maxCost, rules) == 0 ? RefusalReason.SizeCapTooSmall : RefusalReason.InsufficientBalance;
            return false;
        }

        var topProceeds = Try(legs, high, toStart, rules, ref found, out _);
        _ranges.Clear();
        if (high > 1)
        {
            Try(legs, 1, toStart, rules, ref found, out var leastCost);
            _ranges.Push((1, high, leastCost, topProceeds));
        }

        while (_ranges.TryPop(out var range) && Evaluations < rules.MaxEvaluations)
        {
            if (range.High - range.Low <= 1 || (found && range.HighProceeds - range.LowCost <= Net) || range.HighProceeds == 0)
                continue;
            var middle = range.Low + ((range.High - range.Low) / 2);
            var proceeds = Try(legs, middle, toStart, rules, ref found, out var cost);
            _ranges.Push((range.Low, middle, range.LowCost, proceeds));
            _ranges.Push((middle, range.High, cost, range.HighProceeds));
        }

        if (!found)
            return false;
        Obstacle = RefusalReason.None;
        return true;
    }

    private static Int128 Min(Int128 a, Int128? b) => b is { } other && other < a ? other : a;

    /// <summary>The proceeds at a number of lots (zero where some minimum is missed); keeps it where it is the best so far.</summary>
    private Int128 Try(ReadOnlySpan<PathLeg> legs, long lots, Conversion toStart, SizingRules rules, ref bool found, out Int128 cost)
    {
        Evaluations++;
        cost = 0;
        Int128 available = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            var leg = legs[i];
            var wanted = i == 0 ? lots * leg.Lot : leg.Affordable(Min(available, leg.Balance));
            var quantity = LargestAllowed(leg, wanted, rules, out var level);
            if (quantity == 0 || quantity < leg.MinQuantity)
            {
                Obstacle = quantity == 0 && leg.Balance is { } balance && balance < available ? RefusalReason.InsufficientBalance
                    : quantity == 0 ? RefusalReason.DepthTooThin : RefusalReason.BelowMinQuantity;
                cost = i == 0 ? SmallestCost(leg, quantity) : cost;
                return 0;
            }

            var notional = leg.Ladder.NotionalOf(quantity, level);
            if (i == 0)
                cost = leg.Spent(quantity, notional);
            if (notional < leg.MinNotional)
            {
                Obstacle = RefusalReason.BelowMinNotional;
                return 0;
            }

            _trial[i] = new SizedLeg(quantity, level, notional, 0);
            available = leg.Received(quantity, notional);
        }

        var proceeds = toStart.Apply(available);
        var net = proceeds - cost;
        if (!found || net > Net || (net == Net && cost < Cost))
        {
            found = true;
            Cost = cost;
            Proceeds = proceeds;
            (Best, _trial) = (_trial, Best);
        }

        return proceeds;
    }

    private static Int128 SmallestCost(PathLeg leg, long quantity)
        => quantity == 0 ? 0 : leg.Spent(quantity, leg.Ladder.NotionalOf(quantity, leg.Ladder.LevelOf(quantity)));

    /// <summary>The most of the first leg that the spendable amount pays for at the worst price it reaches: nothing is overspent.</summary>
    private static long Cap(PathLeg leg, Int128 spendable, SizingRules rules)
    {
        var quantity = LargestAllowed(leg, leg.Affordable(spendable), rules, out var level);
        if (quantity == 0 || leg.Side == Side.Sell)
            return quantity;
        for (; level >= 0; level--)
        {
            // From the deepest level that the average would allow to the first whose own price does.
            var affordable = spendable / leg.SpentFor(leg.ReachingTick(leg.Ladder.Price(level)));
            var reached = affordable < quantity ? (long)affordable : quantity;
            if (level == 0 || reached > leg.Ladder.Depth(level - 1))
                return LargestAllowed(leg, reached, rules, out _);
            quantity = (long)leg.Ladder.Depth(level - 1);
        }

        return 0;
    }

    /// <summary>
    /// The largest lot multiple up to <paramref name="wanted"/> that keeps the depth rules: no more than the share of the depth
    /// it is priced on, under the top five's multiple, and no level farther from its average than the slippage allows.
    /// </summary>
    private static long LargestAllowed(PathLeg leg, long wanted, SizingRules rules, out int level)
    {
        level = 0;
        var ladder = leg.Ladder;
        if (ladder.Count == 0 || wanted <= 0)
            return 0;
        var quantity = OnLot(leg, Math.Min(wanted, TopLevelsCap(ladder, rules)));
        if (quantity > ladder.TotalDepth)
            quantity = OnLot(leg, (long)ladder.TotalDepth);
        while (quantity > 0)
        {
            level = ladder.LevelOf(quantity);
            var share = Share(ladder.Depth(level), rules.DepthShare);
            if (quantity > share)
            {
                quantity = OnLot(leg, share);
                continue;
            }

            if (IsWithinSlippage(leg, quantity, level, rules.MaxSlippage))
                return quantity;
            quantity = OnLot(leg, (long)ladder.Depth(level - 1));
        }

        return 0;
    }

    private static long OnLot(PathLeg leg, long quantity) => quantity - (quantity % leg.Lot);

    private static long Share(Int128 depth, Bps share)
    {
        var part = depth * share.RateUnits / Bps.OneInRateUnits;
        return part > long.MaxValue ? long.MaxValue : (long)part;
    }

    /// <summary>Top five over the multiple, strictly: the largest quantity q with q × multiple &lt; depth.</summary>
    private static long TopLevelsCap(Ladder ladder, SizingRules rules)
    {
        var multiple = rules.DepthMultiple;
        if (multiple.Sign <= 0)
            return long.MaxValue;
        var scaled = ladder.TopDepth(SizingRules.TopLevels) * PowersOfTen.Wide(multiple.Decimals);
        var cap = (scaled - 1) / multiple.Mantissa;
        return cap > long.MaxValue ? long.MaxValue : (long)cap;
    }

    private static bool IsWithinSlippage(PathLeg leg, long quantity, int level, Bps maxSlippage)
    {
        if (level == 0)
            return true;
        var worst = (Int128)leg.Ladder.Price(level) * quantity;
        var notional = leg.Ladder.NotionalOf(quantity, level);
        var distance = leg.Side == Side.Buy ? worst - notional : notional - worst;

        // distance / notional ≤ slippage
        return distance <= WideMath.MultiplyDivide(notional, maxSlippage.RateUnits, Bps.OneInRateUnits);
    }
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// What the depth rules allow on one leg, level by level, worked out once a book so that trying a size is a look-up. No size
/// under the top five's multiple reaches past the five best levels, so there are few levels to work out. Used again and again.
/// </summary>
internal sealed class LegCaps
{
    private PathLeg _leg = null!;
    private long[] _largest = new long[8];
    private Int128[] _leastNotional = new Int128[8];
    private int _levels;

    /// <summary>The largest quantity that the rules allow at all; zero where none.</summary>
    public long Most { get; private set; }

    /// <exception cref="MoneyOverflowException">A number has no place in 128 bits.</exception>
    public void Prepare(PathLeg leg, SizingRules rules)
    {
        _leg = leg;
        _levels = 0;
        Most = 0;
        var ladder = leg.Ladder;
        if (ladder.Count == 0)
            return;
        var cap = TopLevelsCap(ladder, rules);
        if (cap <= 0)
            return;
        _levels = (cap >= ladder.TotalDepth ? ladder.Count - 1 : ladder.LevelOf(cap)) + 1;
        if (_largest.Length < _levels)
        {
            Array.Resize(ref _largest, _levels * 2);
            Array.Resize(ref _leastNotional, _levels * 2);
        }

        for (var level = 0; level < _levels; level++)
        {
            var depth = ladder.Depth(level);
            var share = Share(depth, rules.DepthShare);
            var largest = Int128.Min(Int128.Min(depth, share), cap);
            _largest[level] = OnLot(largest > long.MaxValue ? long.MaxValue : (long)largest);
            _leastNotional[level] = LeastNotional(level, rules.MaxSlippage);
        }

        Most = LargestAllowed(long.MaxValue, out _);
    }

    /// <summary>
    /// The largest lot multiple up to <paramref name="wanted"/> that keeps the depth rules: no more than the share of the depth
    /// it is priced on, under the top five's multiple, and no level farther from its average than the slippage allows.
    /// </summary>
    public long LargestAllowed(long wanted, out int level)
    {
        level = 0;
        if (_levels == 0 || wanted < _leg.Lot)
            return 0;
        wanted = OnLot(wanted);
        var ladder = _leg.Ladder;
        for (level = wanted >= ladder.Depth(_levels - 1) ? _levels - 1 : ladder.LevelOf(wanted); level > 0; level--)
        {
            // Inside a level the average only nears the level's price: what is too far at the most is too far for less.
            var quantity = Math.Min(wanted, _largest[level]);
            if (quantity > ladder.Depth(level - 1) && ladder.NotionalOf(quantity, level) >= _leastNotional[level])
                return quantity;
        }

        return Math.Min(wanted, _largest[0]);
    }

    private long OnLot(long quantity) => quantity - (quantity % _leg.Lot);

    private static Int128 Share(Int128 depth, Bps share)
        => WideMath.MultiplyDivide(depth, share.RateUnits, Bps.OneInRateUnits);

    /// <summary>
    /// From which notional on this level is near enough to the average: worst × quantity − notional is the same all through a
    /// level, so the rule "distance ÷ notional ≤ slippage" is a least notional.
    /// </summary>
    private Int128 LeastNotional(int level, Bps slippage)
    {
        if (level == 0)
            return 0;
        var ladder = _leg.Ladder;
        var before = ladder.Depth(level - 1);
        var atWorst = WideMath.Multiply(ladder.Price(level), before);
        var distance = Int128.Abs(atWorst - ladder.Notional(level - 1));
        if (distance == 0)
            return 0;
        var rate = slippage.RateUnits;
        if (rate <= 0)
            return Int128.MaxValue;
        var least = WideMath.MultiplyDivide(distance, Bps.OneInRateUnits, rate);
        var isWhole = (distance % rate) * (Bps.OneInRateUnits % rate) % rate == 0;
        return isWhole ? least : least + 1;
    }

    /// <summary>Top five over the multiple, strictly: the largest quantity q with q × multiple &lt; depth.</summary>
    private static long TopLevelsCap(Ladder ladder, SizingRules rules)
    {
        var multiple = rules.DepthMultiple;
        if (multiple.Sign <= 0)
            return long.MaxValue;
        var scaled = WideMath.Multiply(ladder.TopDepth(SizingRules.TopLevels), PowersOfTen.Wide(multiple.Decimals));
        var cap = (scaled - 1) / multiple.Mantissa;
        return cap > long.MaxValue ? long.MaxValue : (long)cap;
    }
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// Judges a cycle whose top of book is profitable before fees: the best size, its net profit after every leg's fee and rounding,
/// the limits its orders would carry, and the reason where it is refused. Pure arithmetic; whoever calls it has already looked at
/// proofs and ages.
/// </summary>
public sealed class PathJudge
{
    /// <summary>More than any wallet holds, and small enough to reckon with.</summary>
    private static readonly Int128 Unlimited = Int128.MaxValue / 4;

    private readonly PathSizer _sizer = new();
    private SizedLeg[] _legs = [];

    /// <summary>The legs at the size judged; their quantities are zero where no size at all is possible.</summary>
    public ReadOnlySpan<SizedLeg> Legs => _legs;

    /// <summary>Of the start asset, in 10^-26.</summary>
    public Int128 Cost { get; private set; }

    /// <summary>Turned into the start asset, in 10^-26.</summary>
    public Int128 Proceeds { get; private set; }

    /// <summary>Of the start asset, in 10^-26: fees that are paid in another asset, and the share of the next rebalance.</summary>
    public Int128 Charges { get; private set; }

    /// <summary>The part of the charges that is no cost of this cycle but of a later transfer.</summary>
    public Int128 RebalanceShare { get; private set; }

    public Int128 Net => Proceeds - Cost - Charges;

    /// <summary>Sizes tried for the last verdict's figures.</summary>
    public int Evaluations => _sizer.Evaluations;

    public RefusalReason Judge(ReadOnlySpan<PathLeg> legs, in PathTerms terms)
    {
        if (_legs.Length != legs.Length)
            _legs = new SizedLeg[legs.Length];
        Array.Clear(_legs);
        Cost = Proceeds = Charges = RebalanceShare = 0;
        if (terms.ToStart is not { } toStart || terms.MaxCost is not { } maxCost)
            return RefusalReason.NoRate;
        foreach (var leg in legs)
        {
            if (leg.LacksFeeRate)
                return RefusalReason.NoRate;
        }

        _sizer.RebalanceCost = terms.RebalanceCost;
        try
        {
            return Judge(legs, toStart, maxCost, in terms);
        }
        catch (MoneyOverflowException)
        {
            return RefusalReason.NumberRange;
        }
    }

    private RefusalReason Judge(ReadOnlySpan<PathLeg> legs, Conversion toStart, Int128 maxCost, in PathTerms terms)
    {
        if (!_sizer.TrySize(legs, toStart, maxCost, terms.Rules))
            return Explain(legs, toStart, maxCost, terms.Rules);
        Keep();

        var reason = Net <= 0 || IsUnder(terms.Threshold) ? RefusalReason.BelowThreshold : RefusalReason.None;
        var bounded = SetLimits(legs, terms.Rules.MaxSlippage);
        return reason == RefusalReason.None && !bounded ? RefusalReason.LossAtLimits : reason;
    }

    /// <summary>net ÷ cost &lt; threshold, to the last digit.</summary>
    private bool IsUnder(Bps threshold)
    {
        var rate = Math.Max(threshold.RateUnits, 0);
        var wanted = WideMath.MultiplyDivide(Cost, rate, Bps.OneInRateUnits);
        var isWhole = Cost % Bps.OneInRateUnits * (rate % Bps.OneInRateUnits) % Bps.OneInRateUnits == 0;
        return isWhole ? Net < wanted : Net <= wanted;
    }

    /// <summary>No size keeps every rule: the one rule without which one is possible is the reason, and its figures are shown.</summary>
    private RefusalReason Explain(ReadOnlySpan<PathLeg> legs, Conversion toStart, Int128 maxCost, SizingRules rules)
    {
        var obstacle = _sizer.Obstacle;
        var reason = obstacle;
        if (TrySizeUnpaid(legs, toStart, maxCost, rules))
            reason = RefusalReason.InsufficientBalance;
        else if (_sizer.TrySize(legs, toStart, maxCost, rules with { DepthMultiple = Exact.Zero }))
            reason = RefusalReason.TopLevelsTooThin;
        else if (_sizer.TrySize(legs, toStart, maxCost, rules with { DepthShare = Bps.From(10_000m) }))
            reason = RefusalReason.DepthTooThin;
        else if (_sizer.TrySize(legs, toStart, maxCost, rules with { IgnoresMinimums = true }))
            reason = obstacle;
        else if (obstacle is not (RefusalReason.SizeCapTooSmall or RefusalReason.BelowMinQuantity) || !_sizer.TrySize(legs, toStart, Unlimited, rules))
            return obstacle;
        Keep();
        SetLimits(legs, rules.MaxSlippage);
        return reason;
    }

    private bool TrySizeUnpaid(ReadOnlySpan<PathLeg> legs, Conversion toStart, Int128 maxCost, SizingRules rules)
    {
        Span<Int128> balances = stackalloc Int128[legs.Length];
        Span<bool> had = stackalloc bool[legs.Length];
        for (var i = 0; i < legs.Length; i++)
        {
            had[i] = legs[i].Balance is not null;
            balances[i] = legs[i].Balance ?? 0;
            legs[i].Balance = null;
        }

        try
        {
            return _sizer.TrySize(legs, toStart, maxCost, rules);
        }
        finally
        {
            for (var i = 0; i < legs.Length; i++)
                legs[i].Balance = had[i] ? balances[i] : null;
        }
    }

    private void Keep()
    {
        _sizer.Best.CopyTo(_legs, 0);
        Cost = _sizer.Cost;
        Proceeds = _sizer.Proceeds;
        Charges = _sizer.Charges;
        RebalanceShare = _sizer.ShareOf(_sizer.Cost);
    }

    /// <summary>
    /// The limit of each order: the worst level that the size needs, and what the net profit pays for beyond that, shared by the
    /// legs, no more than the slippage allows. False where even the worst levels could make a loss of the cycle.
    /// </summary>
    private bool SetLimits(ReadOnlySpan<PathLeg> legs, Bps maxSlippage)
    {
        var edge = Proceeds > 0 && Net > 0 ? RateOf(Net, Proceeds) : 0;
        Int128 needed = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            _legs[i] = _legs[i] with { Limit = WorstOf(legs[i], in _legs[i]) };
            needed += SlippageOf(in _legs[i]);
        }

        // One less a leg: distances are rounded up.
        var share = Int128.Max(0, ((edge - needed) / legs.Length) - 1);
        for (var i = 0; i < legs.Length; i++)
        {
            var slack = share == 0 ? 0 : Int128.Min(maxSlippage.RateUnits, SlippageOf(in _legs[i]) + share);
            _legs[i] = _legs[i] with { Limit = LimitOf(legs[i], in _legs[i], (long)slack) };
        }

        return needed <= edge;
    }

    private static long WorstOf(PathLeg leg, in SizedLeg sized) => leg.ReachingTick(leg.Ladder.Price(sized.Level));

    private static long LimitOf(PathLeg leg, in SizedLeg sized, long slackUnits)
    {
        var worst = WorstOf(leg, in sized);
        var slack = WideMath.MultiplyDivide(sized.Notional, slackUnits, Bps.OneInRateUnits);
        if (leg.Side == Side.Sell)
        {
            var floor = WideMath.Divide(sized.Notional - slack, sized.Quantity, Rounding.Ceiling);
            var onTick = WideMath.Divide(floor, leg.Tick, Rounding.Ceiling) * leg.Tick;
            return onTick < worst ? (long)onTick : worst;
        }

        var ceiling = (sized.Notional + slack) / sized.Quantity;
        if (leg.Balance is { } balance)
            ceiling = Int128.Min(ceiling, balance / leg.SpentFor(sized.Quantity));
        ceiling -= ceiling % leg.Tick;
        return ceiling > worst ? (long)ceiling : worst;
    }

    /// <summary>How far the limit is from the average, as a rate of 10^-8 rounded up.</summary>
    private static Int128 SlippageOf(in SizedLeg sized)
    {
        var atLimit = WideMath.Multiply(sized.Limit, sized.Quantity);
        var distance = Int128.Abs(atLimit - sized.Notional);
        return distance == 0 ? 0 : RateOf(distance, sized.Notional) + 1;
    }

    /// <summary>part ÷ whole as a rate of 10^-8, rounded down; of numbers near the end of 128 bits only the upper digits count.</summary>
    private static Int128 RateOf(Int128 part, Int128 whole)
    {
        while (part > Int128.MaxValue / Bps.OneInRateUnits)
            (part, whole) = (part >> 8, (whole >> 8) + 1);
        return part * Bps.OneInRateUnits / whole;
    }
}

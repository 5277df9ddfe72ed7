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
    private readonly PathSizer _sizer = new();
    private SizedLeg[] _legs = [];

    /// <summary>The legs at the size judged; their quantities are zero where no size at all is possible.</summary>
    public ReadOnlySpan<SizedLeg> Legs => _legs;

    /// <summary>Of the start asset, in 10^-26.</summary>
    public Int128 Cost { get; private set; }

    /// <summary>Turned into the start asset, in 10^-26.</summary>
    public Int128 Proceeds { get; private set; }

    public Int128 Net => Proceeds - Cost;

    public RefusalReason Judge(ReadOnlySpan<PathLeg> legs, in PathTerms terms)
    {
        if (_legs.Length != legs.Length)
            _legs = new SizedLeg[legs.Length];
        Array.Clear(_legs);
        Cost = Proceeds = 0;
        if (terms.ToStart is not { } toStart || terms.MaxCost is not { } maxCost)
            return RefusalReason.NoRate;
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

        // net / cost ≥ threshold, without a division.
        var reason = Net < WideMath.MultiplyDivide(Cost, Math.Max(terms.Threshold.RateUnits, 0), Bps.OneInRateUnits) || Net <= 0
            ? RefusalReason.BelowThreshold
            : RefusalReason.None;
        var bounded = SetLimits(legs, terms.Rules.MaxSlippage);
        return reason == RefusalReason.None && !bounded ? RefusalReason.LossAtLimits : reason;
    }

    /// <summary>No size keeps every rule: which rule has to go for one to be possible is the reason, and its figures are shown.</summary>
    private RefusalReason Explain(ReadOnlySpan<PathLeg> legs, Conversion toStart, Int128 maxCost, SizingRules rules)
    {
        var obstacle = _sizer.Obstacle;
        Span<Int128> balances = stackalloc Int128[legs.Length];
        Span<bool> had = stackalloc bool[legs.Length];
        for (var i = 0; i < legs.Length; i++)
        {
            had[i] = legs[i].Balance is not null;
            balances[i] = legs[i].Balance ?? 0;
            legs[i].Balance = null;
        }

        var reason = obstacle;
        if (_sizer.TrySize(legs, toStart, maxCost, rules))
        {
            reason = RefusalReason.InsufficientBalance;
            Keep();
        }
        else if (_sizer.TrySize(legs, toStart, maxCost, rules with { DepthMultiple = Exact.Zero }))
        {
            reason = RefusalReason.TopLevelsTooThin;
            Keep();
        }
        else if (_sizer.TrySize(legs, toStart, maxCost, rules with { DepthMultiple = Exact.Zero, DepthShare = Bps.From(10_000m) }))
        {
            reason = RefusalReason.DepthTooThin;
            Keep();
        }

        for (var i = 0; i < legs.Length; i++)
            legs[i].Balance = had[i] ? balances[i] : null;
        if (Cost > 0)
            SetLimits(legs, rules.MaxSlippage);
        return reason;
    }

    private void Keep()
    {
        _sizer.Best.CopyTo(_legs, 0);
        Cost = _sizer.Cost;
        Proceeds = _sizer.Proceeds;
    }

    /// <summary>
    /// The limit of each order: as much slack from the priced average as the net profit pays for, shared by the legs, and no more
    /// than the slippage allows; never short of the worst level that the size needs. False where even so the cycle could end
    /// with a loss, or a leg be paid for with more than there is.
    /// </summary>
    private bool SetLimits(ReadOnlySpan<PathLeg> legs, Bps maxSlippage)
    {
        var edge = Proceeds > 0 && Net > 0 ? WideMath.MultiplyDivide(Net, Bps.OneInRateUnits, 1) / Proceeds : 0;
        var share = (long)Int128.Min(maxSlippage.RateUnits, edge / legs.Length);
        Int128 slippage = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            var limit = LimitOf(legs[i], in _legs[i], share);
            _legs[i] = _legs[i] with { Limit = limit };
            slippage += SlippageOf(in _legs[i]);
        }

        return slippage <= edge;
    }

    private static long LimitOf(PathLeg leg, in SizedLeg sized, long slackUnits)
    {
        var worst = leg.ReachingTick(leg.Ladder.Price(sized.Level));
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
        var atLimit = (Int128)sized.Limit * sized.Quantity;
        var distance = Int128.Abs(atLimit - sized.Notional);
        return distance == 0 ? 0 : (WideMath.MultiplyDivide(distance, Bps.OneInRateUnits, 1) / sized.Notional) + 1;
    }
}

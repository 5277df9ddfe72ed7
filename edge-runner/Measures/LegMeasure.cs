using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Measures;

/// <summary>All orders of ended cycles on one pair of one venue, expected against realised.</summary>
public sealed class LegMeasure(Venue venue, Symbol symbol)
{
    private readonly SortedDictionary<Asset, Amount> _fees = [];

    public Venue Venue { get; } = venue;

    public Symbol Symbol { get; } = symbol;

    /// <summary>Sent.</summary>
    public long Orders { get; private set; }

    /// <summary>Of them, filled at least in part.</summary>
    public long OrdersFilled { get; private set; }

    /// <summary>Of them, sent to close what another leg had left open.</summary>
    public long RecoveryOrders { get; private set; }

    /// <summary>In the base asset, over all orders.</summary>
    public Exact Ordered { get; private set; }

    /// <summary>In the base asset, over all orders.</summary>
    public Exact Filled { get; private set; }

    /// <summary>Planned legs only, in the quote asset: what was filled, at the averages that were planned.</summary>
    public Exact ExpectedNotional { get; private set; }

    /// <summary>Planned legs only, in the quote asset: what was filled, at what it was filled at.</summary>
    public Exact RealisedNotional { get; private set; }

    /// <summary>Paid more, or got less, in the quote asset; negative where the fills were better.</summary>
    public Exact Slippage { get; private set; }

    /// <summary>By the asset that they were paid in.</summary>
    public IReadOnlyDictionary<Asset, Amount> Fees => _fees;

    /// <summary>From the signal (the cycle's opening) to the confirmation of a planned leg, in nanoseconds.</summary>
    public LatencyHistogram SignalToConfirmation { get; } = new();

    /// <summary>Filled of what was ordered, from 0 to 1, to four decimals; null before the first order.</summary>
    public Exact? FillRate => Ordered.Sign == 0 ? null : Filled.Divide(Ordered, 4, Rounding.HalfEven);

    /// <summary>Of the planned legs' fills against what was expected of them; positive is a loss; null where nothing was filled.</summary>
    public Bps? SlippageBps => ExpectedNotional.Sign == 0 ? null : RateOf(Slippage, ExpectedNotional);

    /// <summary>Of one order; null for one that was not planned, or not filled.</summary>
    public static Bps? SlippageOf(Order order)
    {
        if (order.Purpose != OrderPurpose.Entry || order.Filled.IsZero)
            return null;
        var leg = order.Cycle.Plan[order.Leg];
        return RateOf(CycleAccount.LossAgainst(leg, order), leg.Average.Value * order.Filled.Value);
    }

    internal void Count(in LegFigures figures, int count)
    {
        Orders += count;
        OrdersFilled += figures.Filled.Sign > 0 ? count : 0;
        RecoveryOrders += figures.IsPlanned ? 0 : count;
        var sign = new Exact(count, 0);
        Ordered += figures.Ordered * sign;
        Filled += figures.Filled * sign;
        ExpectedNotional += figures.Expected * sign;
        RealisedNotional += figures.Realised * sign;
        Slippage += figures.Slippage * sign;
        if (figures.Fee.Sign != 0)
            _fees[figures.FeeAsset] = _fees.GetValueOrDefault(figures.FeeAsset) + (count < 0 ? -figures.Fee : figures.Fee);
    }

    private static Bps RateOf(Exact part, Exact whole) => Bps.Of(part.Round(12, Rounding.HalfEven), whole.Round(12, Rounding.HalfEven), Rounding.HalfEven);
}

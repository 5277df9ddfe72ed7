using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Measures;

/// <summary>What one order adds to its leg, kept so that it can be taken back when its cycle ends a second time.</summary>
internal readonly record struct LegFigures(
    Venue Venue, Symbol Symbol, bool IsPlanned, Exact Ordered, Exact Filled, Exact Expected, Exact Realised, Exact Slippage, Amount Fee, Asset FeeAsset)
{
    public static LegFigures Of(Order order)
    {
        var planned = order.Purpose == OrderPurpose.Entry;
        var leg = planned ? order.Cycle.Plan[order.Leg] : null;
        return new LegFigures(
            order.Instrument.Venue,
            order.Instrument.Symbol,
            planned,
            order.Quantity.Value,
            order.Filled.Value,
            leg is null ? Exact.Zero : leg.Average.Value * order.Filled.Value,
            leg is null ? Exact.Zero : order.FilledNotional.Value,
            leg is null ? Exact.Zero : CycleAccount.LossAgainst(leg, order),
            order.Fee,
            order.FeeAsset);
    }
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>One fill of an order, by itself: not cumulative.</summary>
/// <param name="Number">The exchange's id of the trade.</param>
/// <param name="Order">The order as it stood after it.</param>
/// <param name="Quantity">In the base asset.</param>
/// <param name="Notional">In the quote asset, before the fee.</param>
/// <param name="Fee">In the order's fee asset.</param>
/// <param name="IsMaker">The order was resting.</param>
/// <param name="Time">Unix nanoseconds.</param>
public sealed record PaperFill(long Number, PaperOrder Order, Quantity Quantity, Notional Notional, Amount Fee, bool IsMaker, long Time)
{
    public Symbol Symbol => Order.Symbol;
}

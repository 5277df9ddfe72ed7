using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>One order that closes an exposure, or leads to where it can be closed.</summary>
/// <param name="Traded">Where.</param>
/// <param name="Side">Of the order.</param>
/// <param name="Quantity">On the lot, and paid for by the wallet.</param>
/// <param name="Limit">On the tick, within the bound.</param>
/// <param name="Purpose">What it does for the cycle.</param>
/// <param name="Nets">Another exposure of the cycle that it closes at the same time; none usually.</param>
/// <param name="Value">
/// In the cycle's start asset, or in dollars where that is none, per unit of the exposure closed, after fees: what selling yields, or less
/// than zero what buying back costs. The highest is the cheapest way.
/// </param>
/// <param name="IsMeasured">Whether every rate in the value was measured; a dollar whose basis is unknown was counted at par.</param>
public sealed record RecoveryRoute(
    TradedInstrument Traded,
    Side Side,
    Quantity Quantity,
    Price Limit,
    OrderPurpose Purpose,
    Asset? Nets,
    Exact Value,
    bool IsMeasured)
{
    /// <summary>Measured before unmeasured, then by value, then the one that keeps the cycle's own way.</summary>
    public bool IsBetterThan(RecoveryRoute other)
    {
        if (IsMeasured != other.IsMeasured)
            return IsMeasured;
        var byValue = Value.CompareTo(other.Value);
        return byValue != 0 ? byValue > 0 : Purpose < other.Purpose;
    }
}

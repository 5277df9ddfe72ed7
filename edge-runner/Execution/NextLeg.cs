using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>The size of a leg that goes on from what the one before it yielded.</summary>
internal static class NextLeg
{
    /// <summary>
    /// No more than was planned, no more than the leg before yielded at the price that was judged, and no more than the wallet
    /// pays for at the limit.
    /// </summary>
    public static Quantity Shrink(PlannedLeg plan, Amount yielded, Amount free)
    {
        if (yielded.Sign <= 0)
            return Quantity.Zero;
        var instrument = plan.Traded.Instrument;
        Exact most;
        if (plan.Side == Side.Sell)
        {
            most = Amount.Min(yielded, Amount.Max(free, Amount.Zero)).Value;
        }
        else
        {
            var fee = Residuals.OrderSizing.OnTop(instrument);
            var atAverage = yielded.Value.Divide((plan.Average.Value * fee).Round(18, Rounding.Ceiling), 12, Rounding.Floor);
            var atLimit = Residuals.OrderSizing.Paid(instrument, free, plan.Limit).Value;
            most = atAverage < atLimit ? atAverage : atLimit;
        }

        return Residuals.OrderSizing.InLots(instrument, most > plan.Quantity.Value ? plan.Quantity.Value : most);
    }
}

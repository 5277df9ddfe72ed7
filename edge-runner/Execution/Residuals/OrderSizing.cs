using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>How large an order is that closes an amount: on the lot, never more than the amount, never more than the wallet pays.</summary>
internal static class OrderSizing
{
    private const int FeeScale = 8;
    private const int WorkingDecimals = 18;

    public static bool IsTradeable(Instrument instrument, Quantity quantity, Price price)
        => !quantity.IsZero && quantity >= instrument.MinQuantity && price * quantity >= instrument.MinNotional;

    /// <summary>
    /// For an amount of one of the instrument's two assets, too much (positive) or too little (negative) of it. What is bought back
    /// arrives less its fee where that is taken from it, so that more of it is bought (lesson L13).
    /// </summary>
    public static Quantity For(Instrument instrument, Side side, bool isBase, Amount change, Price price)
    {
        var size = (change.Sign < 0 ? -change : change).Value;
        if (isBase)
        {
            if (side == Side.Buy && instrument.Fees.PaidIn == FeeAsset.Received)
                size = size.Divide(new Exact(Bps.OneInRateUnits - instrument.Fees.Taker.RateUnits, FeeScale), WorkingDecimals, Rounding.Ceiling);
            return InLots(instrument, size);
        }

        if (price.IsZero)
            return Quantity.Zero;
        var perUnit = side == Side.Buy ? price.Value * OnTop(instrument) : price.Value * Kept(instrument);
        return InLots(instrument, size.Divide(perUnit.Round(WorkingDecimals, Rounding.Ceiling), WorkingDecimals, Rounding.Floor));
    }

    /// <summary>No more than the wallet pays for at the limit.</summary>
    public static Quantity Affordable(Instrument instrument, Side side, Quantity quantity, Price limit, IWallet wallet)
    {
        var free = Amount.Max(wallet.Free(instrument.Venue, side == Side.Buy ? instrument.Symbol.Quote : instrument.Symbol.Base), Amount.Zero);
        if (Order.WorstCostOf(instrument, side, quantity, limit) <= free)
            return quantity;
        return side == Side.Sell
            ? InLots(instrument, free.Value)
            : Paid(instrument, free, limit);
    }

    /// <summary>The most that an amount buys at a price with the fee on top, which is rounded up.</summary>
    public static Quantity Paid(Instrument instrument, Amount amount, Price price)
    {
        var kept = instrument.Fees.PaidIn == FeeAsset.Quote ? amount.Value - new Exact(1, Order.FeeDecimals) : amount.Value;
        return kept.Sign <= 0 || price.IsZero
            ? Quantity.Zero
            : InLots(instrument, kept.Divide((price.Value * OnTop(instrument)).Round(WorkingDecimals, Rounding.Ceiling), 12, Rounding.Floor));
    }

    /// <summary>What is paid per unit of price where the fee comes on top.</summary>
    public static Exact OnTop(Instrument instrument)
        => instrument.Fees.PaidIn == FeeAsset.Quote ? new Exact(Bps.OneInRateUnits + instrument.Fees.Taker.RateUnits, FeeScale) : Exact.One;

    /// <summary>What is kept of proceeds after the fee.</summary>
    public static Exact Kept(Instrument instrument) => new(Bps.OneInRateUnits - instrument.Fees.Taker.RateUnits, FeeScale);

    public static Quantity InLots(Instrument instrument, Exact size)
        => new(size.ToMultipleOf(instrument.Lot.IsZero ? new Exact(1, 8) : instrument.Lot.Value, Rounding.Floor));
}

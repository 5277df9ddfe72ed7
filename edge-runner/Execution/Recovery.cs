using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>What closes one asset that a cycle left open: an order, a wait for its book, or nothing, because it is too small.</summary>
/// <param name="Step">Which of them.</param>
/// <param name="Traded">Where.</param>
/// <param name="Leg">The leg whose instrument it uses.</param>
/// <param name="Purpose">On to the cycle's end, or back.</param>
/// <param name="Side">Of the order.</param>
/// <param name="Quantity">Of the order.</param>
/// <param name="Limit">Of the order.</param>
public sealed record Recovery(RecoveryStep Step, TradedInstrument Traded, int Leg, OrderPurpose Purpose, Side Side, Quantity Quantity, Price Limit)
{
    /// <summary>For an exposure of an asset: positive where there is too much of it, negative where too much was sold.</summary>
    public static Recovery For(Cycle cycle, Asset asset, Amount change, Bps bound, IWallet wallet)
    {
        var leg = LegFor(cycle, asset, change);
        var traded = cycle.Plan[leg].Traded;
        var isBase = traded.Instrument.Symbol.Base == asset;
        var side = isBase == change.Sign > 0 ? Side.Sell : Side.Buy;
        var purpose = cycle.Kind == PathKind.Triangular && leg == cycle.Plan.Count - 1 ? OrderPurpose.Complete : OrderPurpose.Unwind;
        var usable = traded.Book.IsUsable && traded.HasTop;
        var limit = usable ? LimitOn(traded, side, bound) : cycle.Plan[leg].Average;
        var quantity = QuantityOf(traded, side, isBase, change, limit);
        var tooSmall = quantity.IsZero || quantity < traded.Instrument.MinQuantity || limit * quantity < traded.Instrument.MinNotional;
        if (tooSmall || !usable)
            return new Recovery(tooSmall ? RecoveryStep.TooSmall : RecoveryStep.Wait, traded, leg, purpose, side, quantity, limit);

        // What the wallet does not pay for now is left for the next attempt, once other orders have given back what they claim.
        quantity = Affordable(traded.Instrument, side, quantity, limit, wallet);
        var unpaid = quantity.IsZero || quantity < traded.Instrument.MinQuantity || limit * quantity < traded.Instrument.MinNotional;
        return new Recovery(unpaid ? RecoveryStep.Wait : RecoveryStep.Send, traded, leg, purpose, side, quantity, limit);
    }

    private static Quantity Affordable(Instrument instrument, Side side, Quantity quantity, Price limit, IWallet wallet)
    {
        var free = Amount.Max(wallet.Free(instrument.Venue, side == Side.Buy ? instrument.Symbol.Quote : instrument.Symbol.Base), Amount.Zero);
        if (Order.WorstCostOf(instrument, side, quantity, limit) <= free)
            return quantity;
        if (side == Side.Sell)
            return InLots(instrument, free.Value);
        var withFee = instrument.Fees.PaidIn == FeeAsset.Quote ? new Exact(Bps.OneInRateUnits + instrument.Fees.Taker.RateUnits, 8) : Exact.One;
        return InLots(instrument, free.Value.Divide((limit.Value * withFee).Round(18, Rounding.Ceiling), 12, Rounding.Floor));
    }

    private static Quantity InLots(Instrument instrument, Exact size)
        => new(size.ToMultipleOf(instrument.Lot.IsZero ? new Exact(1, 8) : instrument.Lot.Value, Rounding.Floor));

    /// <summary>
    /// Across venues: too much is sold where it was bought, too little bought back where it was sold. Inside one venue: the last
    /// leg's instrument where it trades the asset (that completes the cycle), else the leg that bought it (that goes back).
    /// </summary>
    private static int LegFor(Cycle cycle, Asset asset, Amount change)
    {
        if (cycle.Kind == PathKind.Cross)
            return change.Sign > 0 ? 0 : 1;
        for (var leg = cycle.Plan.Count - 1; leg > 0; leg--)
        {
            var symbol = cycle.Plan[leg].Traded.Instrument.Symbol;
            if ((symbol.Base == asset && symbol.Quote == cycle.End) || (symbol.Quote == asset && symbol.Base == cycle.End))
                return leg;
        }

        return 0;
    }

    private static Price LimitOn(TradedInstrument traded, Side side, Bps bound)
    {
        var book = traded.Book;
        var best = book.PriceFrom(side == Side.Sell ? book.BidPrice : book.AskPrice).Value;
        var factor = new Exact(Bps.OneInRateUnits + (side == Side.Buy ? bound.RateUnits : -bound.RateUnits), 8);
        var limit = new Price((best * factor).Round(12, side == Side.Buy ? Rounding.Floor : Rounding.Ceiling));
        return limit.ToTick(traded.Instrument.Tick, side == Side.Buy ? Rounding.Floor : Rounding.Ceiling);
    }

    private static Quantity QuantityOf(TradedInstrument traded, Side side, bool isBase, Amount change, Price limit)
    {
        var instrument = traded.Instrument;
        var size = (change.Sign < 0 ? -change : change).Value;
        if (isBase && side == Side.Buy && instrument.Fees.PaidIn == FeeAsset.Received)
        {
            // What is bought arrives less its fee; the missing amount is what has to arrive.
            var kept = new Exact(Bps.OneInRateUnits - instrument.Fees.Taker.RateUnits, 8);
            size = size.Divide(kept, 18, Rounding.Ceiling);
        }
        else if (!isBase)
        {
            if (limit.IsZero)
                return Quantity.Zero;
            var withFee = instrument.Fees.PaidIn == FeeAsset.Quote ? new Exact(Bps.OneInRateUnits + instrument.Fees.Taker.RateUnits, 8) : Exact.One;
            size = size.Divide((limit.Value * withFee).Round(18, Rounding.Ceiling), 18, Rounding.Floor);
        }

        return InLots(instrument, size);
    }
}

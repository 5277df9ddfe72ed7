using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>What an exchange does with an order: checks, matches, rests, ends. Pure: each step answers the order's next line.</summary>
public static class PaperRules
{
    private const int FeeDecimals = 8;

    /// <summary>The instrument's filters; an instrument that states none has none.</summary>
    public static PaperRefusal CheckFilters(PaperOrder order, Instrument instrument)
    {
        if (order.Quantity.IsZero || order.Quantity < instrument.MinQuantity)
            return PaperRefusal.TooSmall;
        if (order.Quantity.ToLot(instrument.Lot) != order.Quantity)
            return PaperRefusal.OffLot;
        if (order.Limit.IsZero || order.Limit.ToTick(instrument.Tick, Rounding.Floor) != order.Limit)
            return PaperRefusal.OffTick;
        return order.Limit * order.Quantity < instrument.MinNotional ? PaperRefusal.TooCheap : PaperRefusal.None;
    }

    /// <summary>The most that so much of it can take out of the account: everything at the limit, and the fee where it comes on top.</summary>
    public static Amount Claim(PaperOrder order, Instrument instrument, Quantity quantity)
    {
        if (order.Side == Side.Sell)
            return Amount.From(quantity);
        var cost = (order.Limit * quantity).Value;
        var fee = instrument.Fees.PaidIn == FeeAsset.Quote ? (cost * Rate(instrument, isMaker: false)).Round(FeeDecimals, Rounding.Ceiling) : Exact.Zero;
        return Amount.From(cost + fee, Rounding.Ceiling);
    }

    /// <summary>It has come in: refused, or with its money locked.</summary>
    public static PaperOrder Arrive(PaperOrder order, PaperAccount account, Instrument instrument, ILiquidity book, long now)
    {
        var refusal = CheckFilters(order, instrument);
        var claim = Claim(order, instrument, order.Quantity);
        if (refusal == PaperRefusal.None && account.Of(order.Spends).Free < claim)
            refusal = PaperRefusal.InsufficientFunds;
        if (refusal == PaperRefusal.None && order.TimeInForce == TimeInForce.PostOnly && !book.Offers(order.Side, order.Quantity, order.Limit).Filled.IsZero)
            refusal = PaperRefusal.WouldTake;
        return refusal == PaperRefusal.None
            ? order with { Arrived = true, Locked = claim, ChangedAt = now }
            : order.Reject(now, VenueWords.Of(refusal, order.Venue));
    }

    /// <summary>Filled further; whole, it is done.</summary>
    public static PaperOrder Fill(PaperOrder order, Instrument instrument, Quantity quantity, Notional notional, bool isMaker, long now)
    {
        if (quantity.IsZero)
            return order;
        var filled = order.Filled + quantity;
        var paid = order.FilledNotional + notional;

        // Rounded over all of it, so that many small fills cost no more than one large one.
        var fee = order.Fee + Fee(order, instrument, filled, paid, isMaker) - Fee(order, instrument, order.Filled, order.FilledNotional, isMaker);
        return order with
        {
            Filled = filled,
            FilledNotional = paid,
            Fee = fee,
            FeeAsset = FeeAssetOf(order, instrument),
            Done = filled >= order.Quantity,
            Locked = filled >= order.Quantity ? Amount.Zero : Claim(order, instrument, order.Quantity - filled),
            ChangedAt = now,
        };
    }

    private static Exact Rate(Instrument instrument, bool isMaker) => new(isMaker ? instrument.Fees.Maker.RateUnits : instrument.Fees.Taker.RateUnits, 8);

    private static bool IsPaidInBase(PaperOrder order, Instrument instrument) => order.Side == Side.Buy && instrument.Fees.PaidIn == FeeAsset.Received;

    private static Asset FeeAssetOf(PaperOrder order, Instrument instrument)
        => IsPaidInBase(order, instrument) ? order.Symbol.Base : order.Symbol.Quote;

    /// <summary>Rounded up to eight decimals, as venues charge.</summary>
    private static Amount Fee(PaperOrder order, Instrument instrument, Quantity filled, Notional notional, bool isMaker)
        => Amount.From(((IsPaidInBase(order, instrument) ? filled.Value : notional.Value) * Rate(instrument, isMaker)).Round(FeeDecimals, Rounding.Ceiling));
}

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

    /// <summary>Filters, cover, and whether one that may only rest would take.</summary>
    public static PaperRefusal Check(PaperOrder order, PaperAccount account, Instrument instrument, ILiquidity book)
    {
        var refusal = CheckFilters(order, instrument);
        if (refusal != PaperRefusal.None)
            return refusal;
        if (account.Of(order.Spends).Free < Claim(order, instrument, order.Quantity))
            return PaperRefusal.InsufficientFunds;
        var takes = order.TimeInForce == TimeInForce.PostOnly && !book.Offers(order.Side, order.Quantity, order.Limit).Filled.IsZero;
        return takes ? PaperRefusal.WouldTake : PaperRefusal.None;
    }

    /// <summary>It has come in: refused, or with its money locked.</summary>
    public static PaperOrder Arrive(PaperOrder order, PaperAccount account, Instrument instrument, ILiquidity book, long now)
    {
        var refusal = Check(order, account, instrument, book);
        return refusal == PaperRefusal.None
            ? order with { Arrived = true, Locked = Claim(order, instrument, order.Quantity), ChangedAt = now }
            : order.Reject(now, VenueWords.Of(refusal, order.Venue));
    }

    /// <summary>Filled further; whole, it is done.</summary>
    /// <param name="order">As it was.</param>
    /// <param name="instrument">With the fees that the account pays.</param>
    /// <param name="quantity">Filled now.</param>
    /// <param name="notional">For so much.</param>
    /// <param name="isMaker">It was resting.</param>
    /// <param name="now">Unix nanoseconds.</param>
    /// <param name="besidePrice">
    /// Of the asset that the fee is paid in beside the trade, in the quote asset; null where the account has none of it left, or
    /// none was agreed: then the ordinary fee is charged.
    /// </param>
    public static PaperOrder Fill(PaperOrder order, Instrument instrument, Quantity quantity, Notional notional, bool isMaker, long now, Price? besidePrice = null)
    {
        if (quantity.IsZero)
            return order;
        var filled = order.Filled + quantity;
        var paid = order.FilledNotional + notional;

        // Rounded over all of it, so that many small fills cost no more than one large one.
        var charged = Charged(order, instrument, besidePrice);
        var fee = charged.Fees is { PaidIn: FeeAsset.Other, OtherAsset: not null } && besidePrice is { } price
            ? order.Fee + Amount.From((notional.Value * Rate(charged, isMaker)).Divide(price.Value, FeeDecimals, Rounding.Ceiling))
            : order.Fee + Fee(order, charged, filled, paid, isMaker) - Fee(order, charged, order.Filled, order.FilledNotional, isMaker);
        return order with
        {
            Filled = filled,
            FilledNotional = paid,
            Fee = fee,
            FeeAsset = FeeAssetOf(order, charged),
            Done = filled >= order.Quantity,
            Locked = filled >= order.Quantity ? Amount.Zero : Claim(order, instrument, order.Quantity - filled),
            ChangedAt = now,
        };
    }

    /// <summary>Beside the trade where that can be paid, and was for what it is filled with already; else as without the discount.</summary>
    private static Instrument Charged(PaperOrder order, Instrument instrument, Price? besidePrice)
    {
        if (instrument.Fees is not { PaidIn: FeeAsset.Other } fees)
            return instrument;
        var isBeside = besidePrice is { IsZero: false } && (order.Filled.IsZero || order.FeeAsset == fees.OtherAsset);
        return isBeside ? instrument : instrument with { Fees = fees.Ordinary ?? FeeSchedule.PaperDefault };
    }

    private static Exact Rate(Instrument instrument, bool isMaker) => new(isMaker ? instrument.Fees.Maker.RateUnits : instrument.Fees.Taker.RateUnits, 8);

    private static bool IsPaidInBase(PaperOrder order, Instrument instrument) => order.Side == Side.Buy && instrument.Fees.PaidIn == FeeAsset.Received;

    private static Asset FeeAssetOf(PaperOrder order, Instrument instrument)
        => instrument.Fees is { PaidIn: FeeAsset.Other, OtherAsset: { } other } ? other : IsPaidInBase(order, instrument) ? order.Symbol.Base : order.Symbol.Quote;

    /// <summary>Rounded up to eight decimals, as venues charge.</summary>
    private static Amount Fee(PaperOrder order, Instrument instrument, Quantity filled, Notional notional, bool isMaker)
        => Amount.From(((IsPaidInBase(order, instrument) ? filled.Value : notional.Value) * Rate(instrument, isMaker)).Round(FeeDecimals, Rounding.Ceiling));
}

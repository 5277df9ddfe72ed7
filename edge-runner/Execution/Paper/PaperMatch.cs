using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// What an IOC limit order would have been filled with by the local book: level by level, the newest best quote in place of the
/// top that it outdates, never past the limit, never past what the book is proven to, and never what an earlier fill has already
/// taken from a level. Fees as the account pays them, rounded up to eight decimals, as venues charge.
/// </summary>
public static class PaperMatch
{
    private const int FeeDecimals = 8;

    /// <summary>Looks, and takes nothing.</summary>
    /// <param name="consumed">What earlier fills have taken; null where they are not remembered.</param>
    public static (Quantity Filled, Notional Notional, Amount Fee, Asset FeeAsset) Fill(
        TradedInstrument traded, Side side, Quantity quantity, Price limit, ConsumedLevels? consumed = null)
        => Fill(traded, side, quantity, limit, consumed, takes: false);

    /// <summary>Fills, and remembers what it took.</summary>
    public static (Quantity Filled, Notional Notional, Amount Fee, Asset FeeAsset) Take(
        TradedInstrument traded, Side side, Quantity quantity, Price limit, ConsumedLevels consumed)
        => Fill(traded, side, quantity, limit, consumed, takes: true);

    private static (Quantity Filled, Notional Notional, Amount Fee, Asset FeeAsset) Fill(
        TradedInstrument traded, Side side, Quantity quantity, Price limit, ConsumedLevels? consumed, bool takes)
    {
        var book = traded.Book;
        var taken = side == Side.Buy ? book.Asks : book.Bids;
        var price = side == Side.Buy ? book.AskPrice : book.BidPrice;
        var overlaid = book.IsQuoteNewer;
        var fill = new LevelFill(traded, side, quantity, limit, consumed, takes);
        if (overlaid && price > 0)
            fill.TryTake(price, side == Side.Buy ? book.AskQuantity : book.BidQuantity);
        for (var i = 0; i < taken.Count && !fill.IsWhole; i++)
        {
            var at = taken.Price(i);
            if (!taken.IsProven(at))
                break;
            if (overlaid && (!taken.IsAtLeast(price, at) || at == price))
                continue;
            if (!fill.TryTake(at, taken.Quantity(i)))
                break;
        }

        var (fee, asset) = FeeOf(traded, side, fill.Filled, fill.Notional);
        return (fill.Filled, fill.Notional, fee, asset);
    }

    private static (Amount Fee, Asset Asset) FeeOf(TradedInstrument traded, Side side, Quantity filled, Notional notional)
    {
        var fees = traded.Instrument.Fees;
        if (fees is { PaidIn: FeeAsset.Other, OtherAsset: { } other })
        {
            // Beside the trade, by the bid of the asset that it is paid in; where that has no rate just now, as without the discount.
            if (traded.FeeMarket?.Book is { IsUsable: true, BidPrice: > 0 } book)
                return (Amount.From((notional.Value * new Exact(fees.Taker.RateUnits, 8)).Divide(book.PriceFrom(book.BidPrice).Value, FeeDecimals, Rounding.Ceiling)), other);
            fees = fees.Ordinary ?? FeeSchedule.PaperDefault;
        }

        var rate = new Exact(fees.Taker.RateUnits, 8);
        var inBase = side == Side.Buy && fees.PaidIn == FeeAsset.Received;
        var fee = ((inBase ? filled.Value : notional.Value) * rate).Round(FeeDecimals, Rounding.Ceiling);
        return (Amount.From(fee), inBase ? traded.Instrument.Symbol.Base : traded.Instrument.Symbol.Quote);
    }

    /// <summary>An order on its way through the levels.</summary>
    private struct LevelFill(TradedInstrument traded, Side side, Quantity wanted, Price limit, ConsumedLevels? consumed, bool takes)
    {
        public Quantity Filled { get; private set; }

        public Notional Notional { get; private set; }

        public readonly bool IsWhole => Filled >= wanted;

        /// <summary>False where the level is past the limit.</summary>
        public bool TryTake(long price, long size)
        {
            var at = traded.Book.PriceFrom(price);
            if (side == Side.Buy ? at > limit : at < limit)
                return false;
            var shown = traded.Book.QuantityFrom(size);
            var offered = consumed?.Left(traded, side, at, shown) ?? shown;
            var missing = wanted - Filled;
            var taken = offered < missing ? offered : missing;
            if (takes && !taken.IsZero)
                consumed?.Take(traded, side, at, shown, taken);
            Filled += taken;
            Notional += at * taken;
            return true;
        }
    }
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// What an IOC limit order would have been filled with by the local book: level by level, the newest best quote in place of the
/// top that it outdates, never past the limit, never past what the book is proven to. Fees as the account pays them, rounded up
/// to eight decimals, as venues charge.
/// </summary>
public static class PaperMatch
{
    private const int FeeDecimals = 8;

    public static (Quantity Filled, Notional Notional, Amount Fee, Asset FeeAsset) Fill(TradedInstrument traded, Side side, Quantity quantity, Price limit)
    {
        var book = traded.Book;
        var taken = side == Side.Buy ? book.Asks : book.Bids;
        var price = side == Side.Buy ? book.AskPrice : book.BidPrice;
        var overlaid = book.IsQuoteNewer;
        var filled = Quantity.Zero;
        var notional = Notional.Zero;
        if (overlaid && price > 0)
            Take(book, price, side == Side.Buy ? book.AskQuantity : book.BidQuantity, side, quantity, limit, ref filled, ref notional);
        for (var i = 0; i < taken.Count && filled < quantity; i++)
        {
            var at = taken.Price(i);
            if (!taken.IsProven(at))
                break;
            if (overlaid && (!taken.IsAtLeast(price, at) || at == price))
                continue;
            if (!Take(book, at, taken.Quantity(i), side, quantity, limit, ref filled, ref notional))
                break;
        }

        var (fee, asset) = FeeOf(traded, side, filled, notional);
        return (filled, notional, fee, asset);
    }


    private static bool Take(OrderBook book, long price, long size, Side side, Quantity wanted, Price limit, ref Quantity filled, ref Notional notional)
    {
        var at = book.PriceFrom(price);
        if (side == Side.Buy ? at > limit : at < limit)
            return false;
        var offered = book.QuantityFrom(size);
        var missing = wanted - filled;
        var taken = offered < missing ? offered : missing;
        filled += taken;
        notional += at * taken;
        return true;
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
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Page.State;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>One book's part of what is published.</summary>
internal static class BookPicture
{
    public static BookView Of(TradedInstrument instrument, long now)
    {
        var book = instrument.Book;
        var shows = instrument.HasTop && book.State != BookState.Unproven;
        decimal? PriceOf(long units) => shows ? Shown.Number(new Exact(units, book.PriceDecimals)) : null;
        decimal? SizeOf(long units) => shows ? Shown.Number(new Exact(units, book.QuantityDecimals)) : null;
        return new BookView
        {
            Venue = instrument.Instrument.Venue.Name,
            Symbol = instrument.Instrument.Symbol.ToString(),
            State = book.State switch { BookState.Proven => BookStateView.Proven, BookState.Unproven => BookStateView.Unproven, _ => BookStateView.Broken },
            Reason = book.Reason == BookReason.None ? null : Shown.Name(book.Reason),
            Bid = PriceOf(book.BidPrice),
            BidSize = SizeOf(book.BidQuantity),
            Ask = PriceOf(book.AskPrice),
            AskSize = SizeOf(book.AskQuantity),
            SpreadBps = shows ? SpreadOf(book) : null,
            ProvenToBid = book.IsUsable && book.Bids.IsProofBounded ? PriceOf(book.Bids.ProvenTo) : null,
            ProvenToAsk = book.IsUsable && book.Asks.IsProofBounded ? PriceOf(book.Asks.ProvenTo) : null,
            AgeMs = instrument.LastDataAt == 0 ? null : (now - instrument.LastDataAt) / 1_000_000,
            Levels = book.Bids.Count + book.Asks.Count,
        };
    }

    /// <summary>Null where it is wider than any number of basis points that is kept: a book with hardly an offer.</summary>
    private static decimal? SpreadOf(OrderBook book)
    {
        try
        {
            return Shown.Number(Bps.Of(new Exact(book.AskPrice - book.BidPrice, book.PriceDecimals), new Exact(book.BidPrice, book.PriceDecimals), Rounding.HalfEven).Value);
        }
        catch (MoneyOverflowException)
        {
            return null;
        }
    }
}

using Arbit.EdgeRunner.Books;
using Arbit.Money;

namespace Arbit.EdgeRunner.Replay;

/// <summary>A best quote with the scale that it was read at: a book may be rescaled before it is compared.</summary>
internal readonly record struct ScaledQuote(BestQuote Quote, int PriceDecimals, int QuantityDecimals)
{
    public static ScaledQuote Of(OrderBook book, in BestQuote quote) => new(quote, book.PriceDecimals, book.QuantityDecimals);

    public static ScaledQuote TopOf(OrderBook book, long sequence)
        => Of(book, new BestQuote(sequence, book.Bids.BestPrice, book.Bids.BestQuantity, book.Asks.BestPrice, book.Asks.BestQuantity));

    public bool IsSameTop(in ScaledQuote other)
        => IsSame(Quote.BidPrice, PriceDecimals, other.Quote.BidPrice, other.PriceDecimals)
        && IsSame(Quote.AskPrice, PriceDecimals, other.Quote.AskPrice, other.PriceDecimals)
        && IsSame(Quote.BidQuantity, QuantityDecimals, other.Quote.BidQuantity, other.QuantityDecimals)
        && IsSame(Quote.AskQuantity, QuantityDecimals, other.Quote.AskQuantity, other.QuantityDecimals);

    private static bool IsSame(long a, int aDecimals, long b, int bDecimals)
        => aDecimals == bDecimals ? a == b : new Exact(a, aDecimals) == new Exact(b, bDecimals);
}

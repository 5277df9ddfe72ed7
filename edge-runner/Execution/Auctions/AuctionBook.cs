using Arbit.EdgeRunner.Books;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>What an auction sees of a book: the best prices, and how much stands on each side's best levels.</summary>
/// <param name="Bid">The best bid; zero where the book is of no use.</param>
/// <param name="Ask">The best ask.</param>
/// <param name="BidDepth">Of the best levels, as far as they are proven.</param>
/// <param name="AskDepth">The same of the asks.</param>
public readonly record struct AuctionBook(Price Bid, Price Ask, Quantity BidDepth, Quantity AskDepth)
{
    /// <summary>Of a book that is not proven: nothing is placed on it, and nothing rests on it.</summary>
    public static AuctionBook Unusable => default;

    public bool IsUsable => !Bid.IsZero && Bid < Ask;

    /// <summary>As a book stands now, by so many levels a side.</summary>
    public static AuctionBook Of(OrderBook book, int levels)
        => book is { IsUsable: true, BidPrice: > 0, AskPrice: > 0 }
            ? new AuctionBook(book.PriceFrom(book.BidPrice), book.PriceFrom(book.AskPrice), Depth(book, book.Bids, levels), Depth(book, book.Asks, levels))
            : Unusable;

    private static Quantity Depth(OrderBook book, BookSide side, int levels)
    {
        long depth = 0;
        for (var i = 0; i < Math.Min(side.Count, levels) && side.IsProven(side.Price(i)); i++)
            depth = depth > long.MaxValue - side.Quantity(i) ? long.MaxValue : depth + side.Quantity(i);
        return book.QuantityFrom(depth);
    }
}

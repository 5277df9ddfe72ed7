using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.Money;

namespace Arbit.Tests.Support;

/// <summary>Drives a codec with frames as text, and reads its books as exact decimals.</summary>
public static class CodecDrive
{
    public static VenueCodec Codec(string venue)
    {
        var definition = VenueCatalog.Find(venue)!;
        return definition.Codec(definition.Venue);
    }

    public static FrameOutcome Decode(this VenueCodec codec, string frame) => codec.Decode(Encoding.UTF8.GetBytes(frame));

    public static FrameOutcome Load(this VenueCodec codec, InstrumentFeed feed, string body) => codec.Load(feed, Encoding.UTF8.GetBytes(body));

    /// <summary>Best first, "price×quantity" without trailing zeros.</summary>
    public static string[] Levels(this OrderBook book, BookSide side)
        => [.. Enumerable.Range(0, side.Count).Select(i => $"{new Exact(side.Price(i), book.PriceDecimals)}×{new Exact(side.Quantity(i), book.QuantityDecimals)}")];

    /// <summary>Everything that whoever prices from a book could see of it, whatever its scale.</summary>
    public static string Describe(this OrderBook book)
        => $"{book.State} {book.Reason} {book.Sequence} {book.Breaks} | {string.Join(' ', book.Levels(book.Bids))} to {ProvenTo(book, book.Bids)}"
        + $" | {string.Join(' ', book.Levels(book.Asks))} to {ProvenTo(book, book.Asks)}"
        + $" | {book.Quote.Sequence} {new Exact(book.Quote.BidPrice, book.PriceDecimals)}×{new Exact(book.Quote.BidQuantity, book.QuantityDecimals)}"
        + $" {new Exact(book.Quote.AskPrice, book.PriceDecimals)}×{new Exact(book.Quote.AskQuantity, book.QuantityDecimals)}";

    public static string ProvenTo(OrderBook book, BookSide side)
        => side.IsProofBounded ? new Exact(side.ProvenTo, book.PriceDecimals).ToString() : "its end";
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Books;

/// <summary>
/// One instrument's book: two sides at one scale, how far it is proven and why not further, and the newest best quote where
/// that is newer than the book. Only the venue's codec changes it; whoever prices reads it.
/// </summary>
public sealed class OrderBook
{
    /// <summary>Decimals that a book begins with: what Binance sends, and no venue's usual digits are finer.</summary>
    public const int InitialDecimals = 8;

    public BookSide Bids { get; } = new(Side.Sell);

    public BookSide Asks { get; } = new(Side.Buy);

    public int PriceDecimals { get; private set; } = InitialDecimals;

    public int QuantityDecimals { get; private set; } = InitialDecimals;

    public BookState State { get; private set; } = BookState.Unproven;

    public BookReason Reason { get; private set; } = BookReason.AwaitingSnapshot;

    /// <summary>The venue's number of the last change that is in the book.</summary>
    public long Sequence { get; set; }

    /// <summary>How often the book went from usable or unproven to broken.</summary>
    public long Breaks { get; private set; }

    /// <summary>Raised by every rescaling, so that whoever keeps numbers at this scale notices.</summary>
    public int ScaleVersion { get; private set; }

    public BestQuote Quote { get; private set; }

    public bool IsEmpty => Bids.Count == 0 && Asks.Count == 0;

    public bool IsUsable => State == BookState.Proven;

    /// <summary>Best bid, the newer of book and quote; zero where there is none.</summary>
    public long BidPrice => IsQuoteNewer ? Quote.BidPrice : Bids.BestPrice;

    public long BidQuantity => IsQuoteNewer ? Quote.BidQuantity : Bids.BestQuantity;

    /// <summary>Best ask, the newer of book and quote; zero where there is none.</summary>
    public long AskPrice => IsQuoteNewer ? Quote.AskPrice : Asks.BestPrice;

    public long AskQuantity => IsQuoteNewer ? Quote.AskQuantity : Asks.BestQuantity;

    /// <summary>True where a best quote came that the book's diffs have not reached yet: it overlays the top.</summary>
    public bool IsQuoteNewer => Quote.Sequence > Sequence;

    public bool IsCrossed => Bids.Count > 0 && Asks.Count > 0 && Bids.BestPrice >= Asks.BestPrice;

    public Price PriceFrom(long units) => Price.FromUnits(units, PriceDecimals);

    public Quantity QuantityFrom(long units) => Quantity.FromUnits(units, QuantityDecimals);

    /// <summary>Replaces whatever was held (lesson L14: a snapshot is never added to an old book).</summary>
    public void Load(LevelBuffer levels)
    {
        Clear();
        Apply(levels);
    }

    public void Apply(LevelBuffer levels)
    {
        for (var i = 0; i < levels.Bids; i++)
            Bids.Set(levels.Price(i), levels.Quantity(i));
        for (var i = levels.Bids; i < levels.Count; i++)
            Asks.Set(levels.Price(i), levels.Quantity(i));
    }

    public void Clear()
    {
        Bids.Clear();
        Asks.Clear();
        Quote = default;
    }

    public void Prove()
    {
        State = BookState.Proven;
        Reason = BookReason.None;
    }

    public void Unprove(BookReason reason)
    {
        State = BookState.Unproven;
        Reason = reason;
    }

    /// <summary>Unusable from here; the first reason stays until the book is built anew.</summary>
    public void Break(BookReason reason)
    {
        if (State == BookState.Broken)
            return;
        State = BookState.Broken;
        Reason = reason;
        Breaks++;
    }

    /// <summary>Takes a best quote where it is newer than the one held.</summary>
    public void Overlay(BestQuote quote)
    {
        if (quote.Sequence > Quote.Sequence)
            Quote = quote;
    }

    /// <summary>
    /// Moves the book to a scale that also holds <paramref name="priceDecimals"/> and <paramref name="quantityDecimals"/>: finer
    /// where they are finer; coarser only where a value did not fit.
    /// </summary>
    /// <exception cref="MoneyOverflowException">No such scale holds what the book has; nothing was changed.</exception>
    public void Rescale(int priceDecimals, int quantityDecimals)
    {
        var priceShift = priceDecimals - PriceDecimals;
        var quantityShift = quantityDecimals - QuantityDecimals;
        if (priceShift == 0 && quantityShift == 0)
            return;
        Asks.EnsureRescale(priceShift, quantityShift);
        Bids.Rescale(priceShift, quantityShift);
        Asks.Rescale(priceShift, quantityShift);
        Quote = Rescaled(Quote, priceShift, quantityShift);
        PriceDecimals = priceDecimals;
        QuantityDecimals = quantityDecimals;
        ScaleVersion++;
    }

    /// <summary>A quote only overlays the book: where it has no place at the new scale it is dropped.</summary>
    private static BestQuote Rescaled(in BestQuote quote, int priceShift, int quantityShift)
    {
        try
        {
            return new BestQuote(
                quote.Sequence,
                BookSide.Shift(quote.BidPrice, priceShift),
                BookSide.Shift(quote.BidQuantity, quantityShift),
                BookSide.Shift(quote.AskPrice, priceShift),
                BookSide.Shift(quote.AskQuantity, quantityShift));
        }
        catch (MoneyOverflowException)
        {
            return default;
        }
    }
}

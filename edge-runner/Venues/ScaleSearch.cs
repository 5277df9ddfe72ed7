using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues;

/// <summary>
/// Looks for a scale at which a book holds every number of one frame: finer where digits were cut, coarser (and no coarser than
/// needed) where a value was too large. Both in one frame deny each other, so that the search ends by itself; where it finds
/// none, the book goes back to the scale it had.
/// </summary>
internal struct ScaleSearch
{
    /// <summary>Beyond what any frame can need: prices and quantities have eighteen steps each.</summary>
    private const int MaxMoves = 64;

    private OrderBook? _book;
    private int _moves;
    private int _priceDecimals;
    private int _quantityDecimals;
    private int _priceDirection;
    private int _quantityDirection;

    /// <summary>Moves the book to the scale that the reader failed for the want of; false where that is no way out.</summary>
    public bool TryMove(in WireReader reader, InstrumentFeed? feed)
    {
        if (feed is null || reader.WantedScale < 0)
            return false;
        var book = feed.Book;
        if (!ReferenceEquals(_book, book))
        {
            // A frame can speak of several instruments; each has its own scale.
            (_book, _priceDecimals, _quantityDecimals) = (book, book.PriceDecimals, book.QuantityDecimals);
            _priceDirection = _quantityDirection = 0;
        }

        ref var direction = ref reader.WasQuantity ? ref _quantityDirection : ref _priceDirection;
        var wanted = Math.Sign(reader.WantedScale - (reader.WasQuantity ? book.QuantityDecimals : book.PriceDecimals));
        if (wanted == 0 || wanted == -direction || ++_moves > MaxMoves)
            return false;
        direction = wanted;
        return reader.WasQuantity ? TryRescale(book.PriceDecimals, reader.WantedScale) : TryRescale(reader.WantedScale, book.QuantityDecimals);
    }

    /// <summary>Back to where the search began.</summary>
    public readonly void Undo() => _book?.Rescale(_priceDecimals, _quantityDecimals);

    private readonly bool TryRescale(int priceDecimals, int quantityDecimals)
    {
        try
        {
            _book!.Rescale(priceDecimals, quantityDecimals);
            return true;
        }
        catch (MoneyOverflowException)
        {
            return false;
        }
    }
}

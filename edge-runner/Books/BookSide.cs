using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Books;

/// <summary>
/// One side of a book: levels by price, the best first to the reader. Prices and quantities are integers at the book's scale.
/// Bids and asks are one code: an ask is kept by its negated price, so that the best is always the highest key.
/// </summary>
public sealed class BookSide
{
    private readonly bool _bids;
    private readonly LevelBlocks _levels;
    private long _provenKey = long.MinValue;

    public BookSide(Side takenBy, int capacity = 1024)
    {
        // A sell takes bids, a buy takes asks.
        _bids = takenBy == Side.Sell;
        _levels = new LevelBlocks(capacity);
    }

    public int Count => _levels.Count;

    /// <summary>The best level's price; zero where the side is empty.</summary>
    public long BestPrice => _levels.Count == 0 ? 0 : PriceOf(_levels.Key(0));

    public long BestQuantity => _levels.Count == 0 ? 0 : _levels.Quantity(0);

    /// <summary>True where the proof ends somewhere on this side.</summary>
    public bool IsProofBounded => _provenKey != long.MinValue;

    /// <summary>The last price that is proven; meaningful where <see cref="IsProofBounded"/>.</summary>
    public long ProvenTo => PriceOf(_provenKey);

    /// <summary>The price of a level, 0 the best.</summary>
    public long Price(int level) => PriceOf(_levels.Key(level));

    /// <summary>The quantity of a level, 0 the best.</summary>
    public long Quantity(int level) => _levels.Quantity(level);

    /// <summary>True where a price is within the part of this side that is proven.</summary>
    public bool IsProven(long price) => KeyOf(price) >= _provenKey;

    /// <summary>True where nothing of this side is proven any more, its best price included.</summary>
    public bool HasLeftProof => IsProofBounded && Count > 0 && !IsProven(BestPrice);

    /// <summary>True where a price is better than (or equal to) another, seen from the one who would take it.</summary>
    public bool IsAtLeast(long price, long other) => KeyOf(price) >= KeyOf(other);

    /// <summary>Sets a level's quantity; zero removes it. A level that is not held and is removed changes nothing.</summary>
    public void Set(long price, long quantity) => _levels.Set(KeyOf(price), quantity);

    /// <summary>Keeps the best levels and drops the rest, as a depth-limited venue does.</summary>
    public void Truncate(int depth) => _levels.KeepHighest(depth);

    public void Clear()
    {
        _levels.Clear();
        _provenKey = long.MinValue;
    }

    /// <summary>The side is proven from its best down to this level (0 the best), and no further.</summary>
    public void ProveTo(int level) => _provenKey = _levels.Key(level);

    /// <summary>The whole side is proven, however deep.</summary>
    public void ProveAll() => _provenKey = long.MinValue;

    /// <summary>Moves prices and quantities to another scale.</summary>
    /// <exception cref="MoneyOverflowException">Some value has no place there, or would lose a digit; nothing was changed.</exception>
    public void Rescale(int priceShift, int quantityShift)
    {
        EnsureRescale(priceShift, quantityShift);
        _levels.Map(key => Shift(key, priceShift), quantity => Shift(quantity, quantityShift));
        if (!IsProofBounded)
            return;

        // The bound may be a level that is gone, so it need not have a place itself: toward the best, and never past what a key is.
        var bound = WideMath.Rescale(_provenKey, Math.Max(0, -priceShift), Math.Max(0, priceShift), Rounding.Ceiling);
        _provenKey = (long)Int128.Clamp(bound, -long.MaxValue, long.MaxValue);
    }

    /// <summary>Looks whether the side can move to another scale, and changes nothing.</summary>
    /// <exception cref="MoneyOverflowException">Some value has no place there, or would lose a digit.</exception>
    internal void EnsureRescale(int priceShift, int quantityShift)
    {
        for (var i = 0; i < _levels.Count; i++)
        {
            _ = Shift(_levels.Key(i), priceShift);
            _ = Shift(_levels.Quantity(i), quantityShift);
        }
    }

    internal static long Shift(long value, int shift)
    {
        var moved = shift >= 0
            ? WideMath.Rescale(value, 0, shift, Rounding.Floor)
            : new Exact(value, -shift).At(0);
        return moved < -long.MaxValue || moved > long.MaxValue
            ? throw new MoneyOverflowException("A level has no place at the wanted scale.")
            : (long)moved;
    }

    private long KeyOf(long price) => _bids ? price : -price;

    private long PriceOf(long key) => _bids ? key : -key;
}

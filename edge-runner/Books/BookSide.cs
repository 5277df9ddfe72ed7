using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Books;

/// <summary>
/// One side of a book: levels sorted so that the best stands last, where most changes happen and few levels have to move.
/// Prices and quantities are integers at the book's scale. Bids and asks are one code: an ask is kept by its negated price.
/// </summary>
public sealed class BookSide
{
    private readonly bool _bids;
    private long[] _keys;
    private long[] _quantities;
    private int _count;
    private long _provenKey = long.MinValue;

    public BookSide(Side takenBy, int capacity = 1024)
    {
        // A sell takes bids, a buy takes asks.
        _bids = takenBy == Side.Sell;
        _keys = new long[capacity];
        _quantities = new long[capacity];
    }

    public int Count => _count;

    /// <summary>The best level's price; zero where the side is empty.</summary>
    public long BestPrice => _count == 0 ? 0 : PriceOf(_keys[_count - 1]);

    public long BestQuantity => _count == 0 ? 0 : _quantities[_count - 1];

    /// <summary>True where the proof ends somewhere on this side.</summary>
    public bool IsProofBounded => _provenKey != long.MinValue;

    /// <summary>The last price that is proven; meaningful where <see cref="IsProofBounded"/>.</summary>
    public long ProvenTo => PriceOf(_provenKey);

    /// <summary>The price of a level, 0 the best.</summary>
    public long Price(int level) => PriceOf(_keys[_count - 1 - level]);

    /// <summary>The quantity of a level, 0 the best.</summary>
    public long Quantity(int level) => _quantities[_count - 1 - level];

    /// <summary>True where a price is within the part of this side that is proven.</summary>
    public bool IsProven(long price) => KeyOf(price) >= _provenKey;

    /// <summary>True where a price is better than (or equal to) another, seen from the one who would take it.</summary>
    public bool IsAtLeast(long price, long other) => KeyOf(price) >= KeyOf(other);

    /// <summary>Sets a level's quantity; zero removes it. A level that is not held and is removed changes nothing.</summary>
    public void Set(long price, long quantity)
    {
        var key = KeyOf(price);
        var at = Find(key);
        if (at >= 0)
        {
            if (quantity != 0)
                _quantities[at] = quantity;
            else
                RemoveAt(at);
        }
        else if (quantity != 0)
        {
            InsertAt(~at, key, quantity);
        }
    }

    /// <summary>Keeps the best levels and drops the rest, as a depth-limited venue does.</summary>
    public void Truncate(int depth)
    {
        var excess = _count - depth;
        if (excess <= 0)
            return;
        Array.Copy(_keys, excess, _keys, 0, depth);
        Array.Copy(_quantities, excess, _quantities, 0, depth);
        _count = depth;
    }

    public void Clear()
    {
        _count = 0;
        _provenKey = long.MinValue;
    }

    /// <summary>The side is proven from its best down to this level (0 the best), and no further.</summary>
    public void ProveTo(int level) => _provenKey = _keys[_count - 1 - level];

    /// <summary>The whole side is proven, however deep.</summary>
    public void ProveAll() => _provenKey = long.MinValue;

    /// <summary>Moves prices and quantities to another scale.</summary>
    /// <exception cref="MoneyOverflowException">Some value has no place there, or would lose a digit; nothing was changed.</exception>
    public void Rescale(int priceShift, int quantityShift)
    {
        EnsureRescale(priceShift, quantityShift);
        for (var i = 0; i < _count; i++)
        {
            _keys[i] = Shift(_keys[i], priceShift);
            _quantities[i] = Shift(_quantities[i], quantityShift);
        }

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
        for (var i = 0; i < _count; i++)
        {
            _ = Shift(_keys[i], priceShift);
            _ = Shift(_quantities[i], quantityShift);
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

    /// <summary>The index of a key, or the complement of where it belongs: galloping from the best, where most changes are.</summary>
    private int Find(long key)
    {
        var keys = _keys;
        var high = _count - 1;
        var step = 1;
        var low = high;
        while (low >= 0 && keys[low] > key)
        {
            high = low - 1;
            low -= step;
            step <<= 1;
        }

        if (low < 0)
            low = 0;
        while (low <= high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            var found = keys[middle];
            if (found == key)
                return middle;
            if (found < key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private void InsertAt(int at, long key, long quantity)
    {
        if (_count == _keys.Length)
            Grow();
        var moved = _count - at;
        if (moved > 0)
        {
            Array.Copy(_keys, at, _keys, at + 1, moved);
            Array.Copy(_quantities, at, _quantities, at + 1, moved);
        }

        _keys[at] = key;
        _quantities[at] = quantity;
        _count++;
    }

    private void RemoveAt(int at)
    {
        var moved = _count - at - 1;
        if (moved > 0)
        {
            Array.Copy(_keys, at + 1, _keys, at, moved);
            Array.Copy(_quantities, at + 1, _quantities, at, moved);
        }

        _count--;
    }

    private void Grow()
    {
        Array.Resize(ref _keys, _keys.Length * 2);
        Array.Resize(ref _quantities, _quantities.Length * 2);
    }
}

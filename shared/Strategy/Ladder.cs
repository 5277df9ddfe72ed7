using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// The levels of one side that a size may be priced on, best first, already cut to what is proven. Prices and quantities are
/// integers at the book's scale; sums are kept, so that walking to a size is a look-up. Used again and again: it allocates only
/// when it grows.
/// </summary>
public sealed class Ladder
{
    private long[] _prices = new long[64];
    private long[] _quantities = new long[64];
    private Int128[] _depth = new Int128[64];
    private Int128[] _notional = new Int128[64];

    public int Count { get; private set; }

    public int PriceDecimals { get; private set; }

    public int QuantityDecimals { get; private set; }

    /// <summary>Decimals of <see cref="NotionalOf"/>.</summary>
    public int NotionalDecimals => PriceDecimals + QuantityDecimals;

    /// <summary>The quantity of all levels together.</summary>
    public Int128 TotalDepth => Count == 0 ? 0 : _depth[Count - 1];

    public void Clear(int priceDecimals, int quantityDecimals)
    {
        Count = 0;
        PriceDecimals = priceDecimals;
        QuantityDecimals = quantityDecimals;
    }

    /// <summary>The next level, no better than the one before it.</summary>
    public void Add(long price, long quantity)
    {
        if (Count == _prices.Length)
            Grow();
        var before = Count == 0 ? 0 : _depth[Count - 1];
        var cost = Count == 0 ? 0 : _notional[Count - 1];
        _prices[Count] = price;
        _quantities[Count] = quantity;
        _depth[Count] = before + quantity;
        _notional[Count] = WideMath.Add(cost, (Int128)price * quantity);
        Count++;
    }

    public long Price(int level) => _prices[level];

    public long Quantity(int level) => _quantities[level];

    /// <summary>The quantity of this level and all better ones.</summary>
    public Int128 Depth(int level) => _depth[level];

    /// <summary>What this level and all better ones cost, or yield, together.</summary>
    public Int128 Notional(int level) => _notional[level];

    /// <summary>The quantity of the best levels together.</summary>
    public Int128 TopDepth(int levels) => Count == 0 ? 0 : _depth[Math.Min(levels, Count) - 1];

    /// <summary>The level that a quantity (more than zero, at most the total depth) reaches into.</summary>
    public int LevelOf(long quantity)
    {
        var low = 0;
        var high = Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_depth[middle] >= quantity)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>Exactly what a quantity costs, level by level, or yields.</summary>
    public Int128 NotionalOf(long quantity, int level)
    {
        var before = level == 0 ? 0 : _depth[level - 1];
        var cost = level == 0 ? 0 : _notional[level - 1];
        return WideMath.Add(cost, _prices[level] * ((Int128)quantity - before));
    }

    /// <summary>The first level at which all together cost more than this; <see cref="Count"/> where none does.</summary>
    public int LevelFor(Int128 notional)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_notional[middle] > notional)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>The largest quantity that costs no more than this.</summary>
    public long QuantityFor(Int128 notional)
    {
        var low = LevelFor(notional);
        if (low == Count)
            return Saturate(TotalDepth);
        var before = low == 0 ? 0 : _depth[low - 1];
        var spent = low == 0 ? 0 : _notional[low - 1];
        return Saturate(before + ((notional - spent) / _prices[low]));
    }

    private static long Saturate(Int128 quantity) => quantity > long.MaxValue ? long.MaxValue : (long)quantity;

    private void Grow()
    {
        Array.Resize(ref _prices, _prices.Length * 2);
        Array.Resize(ref _quantities, _quantities.Length * 2);
        Array.Resize(ref _depth, _depth.Length * 2);
        Array.Resize(ref _notional, _notional.Length * 2);
    }
}

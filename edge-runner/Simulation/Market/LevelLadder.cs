namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>One side of a book, best level first.</summary>
public sealed class LevelLadder(SimulatedSide side)
{
    private Level[] levels = new Level[256];

    public SimulatedSide Side => side;

    public int Count { get; private set; }

    public Level this[int index] => levels.AsSpan(0, Count)[index];

    /// <summary>The levels as they stand, best first. Valid until the next <see cref="Set"/>.</summary>
    public ReadOnlySpan<Level> Levels => levels.AsSpan(0, Count);

    /// <summary>The index of a price, or the complement of the index where it would stand.</summary>
    public int Find(long price)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Compare(levels[middle].Price, price);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    /// <summary>The quantity at a price; 0 where no level stands.</summary>
    public long QuantityAt(long price)
    {
        int index = Find(price);
        return index >= 0 ? levels[index].Quantity : 0;
    }

    /// <summary>Puts a level, replaces its quantity, or removes it (quantity 0; removing an absent level does nothing).</summary>
    public void Set(long price, long quantity)
    {
        int index = Find(price);
        if (index >= 0 && quantity != 0) levels[index] = new Level(price, quantity);
        else if (index >= 0) RemoveAt(index);
        else if (quantity != 0) InsertAt(~index, new Level(price, quantity));
    }

    /// <summary>Negative where <paramref name="left"/> is the better price on this side.</summary>
    public int Compare(long left, long right) => side == SimulatedSide.Bid ? right.CompareTo(left) : left.CompareTo(right);

    public LevelLadder Copy()
    {
        var copy = new LevelLadder(side) { levels = (Level[])levels.Clone(), Count = Count };
        return copy;
    }

    private void RemoveAt(int index)
    {
        Array.Copy(levels, index + 1, levels, index, Count - index - 1);
        Count--;
    }

    private void InsertAt(int index, Level level)
    {
        if (Count == levels.Length) Array.Resize(ref levels, Count * 2);
        Array.Copy(levels, index, levels, index + 1, Count - index);
        levels[index] = level;
        Count++;
    }
}

namespace Arbit.EdgeRunner.Books;

/// <summary>
/// The levels of one message, parsed whole before the first of them touches a book: a frame that turns out malformed at its
/// last byte has changed nothing. Bids stand first. Grows to the largest message seen and is used again.
/// </summary>
public sealed class LevelBuffer
{
    private Level[] _levels = new Level[256];

    public int Count { get; private set; }

    /// <summary>How many of them, from the first, are bids.</summary>
    public int Bids { get; private set; }

    public long Price(int i) => _levels[i].Price;

    public long Quantity(int i) => _levels[i].Quantity;

    /// <summary>The change's own sequence number, where the venue numbers each (KuCoin); else zero.</summary>
    public long Sequence(int i) => _levels[i].Sequence;

    public void Clear()
    {
        Count = 0;
        Bids = 0;
    }

    public void Add(long price, long quantity, long sequence = 0)
    {
        var levels = _levels;
        var at = Count;
        if (at >= levels.Length)
            Array.Resize(ref levels, levels.Length * 2);
        levels[at] = new Level(price, quantity, sequence);
        _levels = levels;
        Count = at + 1;
    }

    /// <summary>What has been added so far are the bids.</summary>
    public void EndBids() => Bids = Count;

    private readonly record struct Level(long Price, long Quantity, long Sequence);
}

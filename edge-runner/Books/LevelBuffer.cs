namespace Arbit.EdgeRunner.Books;

/// <summary>
/// The levels of one message, parsed whole before the first of them touches a book: a frame that turns out malformed at its
/// last byte has changed nothing. Bids stand first. Grows to the largest message seen and is used again.
/// </summary>
public sealed class LevelBuffer
{
    private long[] _prices = new long[256];
    private long[] _quantities = new long[256];
    private long[] _sequences = new long[256];

    public int Count { get; private set; }

    /// <summary>How many of them, from the first, are bids.</summary>
    public int Bids { get; private set; }

    public long Price(int i) => _prices[i];

    public long Quantity(int i) => _quantities[i];

    /// <summary>The change's own sequence number, where the venue numbers each (KuCoin); else zero.</summary>
    public long Sequence(int i) => _sequences[i];

    public void Clear()
    {
        Count = 0;
        Bids = 0;
    }

    public void Add(long price, long quantity, long sequence = 0)
    {
        if (Count == _prices.Length)
            Grow();
        _prices[Count] = price;
        _quantities[Count] = quantity;
        _sequences[Count] = sequence;
        Count++;
    }

    /// <summary>What has been added so far are the bids.</summary>
    public void EndBids() => Bids = Count;

    private void Grow()
    {
        Array.Resize(ref _prices, _prices.Length * 2);
        Array.Resize(ref _quantities, _quantities.Length * 2);
        Array.Resize(ref _sequences, _sequences.Length * 2);
    }
}

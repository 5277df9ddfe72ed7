using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Binance;

/// <summary>
/// Gathers a book's changes for the 100 ms that one diff covers: each price once, with its last quantity. A level that
/// came and went inside the window is still told, as gone, as the venue does.
/// </summary>
internal sealed class DiffWindow
{
    private readonly SortedDictionary<long, long> bids = new(Comparer<long>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<long, long> asks = [];

    /// <summary>The first update id after the last diff; 0 while there is none.</summary>
    public long First { get; private set; }

    public long Last { get; private set; }

    public bool IsEmpty => First == 0;

    public IEnumerable<Level> Bids => bids.Select(level => new Level(level.Key, level.Value));

    public IEnumerable<Level> Asks => asks.Select(level => new Level(level.Key, level.Value));

    public void Add(BookEvent bookEvent)
    {
        if (bookEvent.Kind is not (BookEventKind.Change or BookEventKind.Nothing)) return;
        if (IsEmpty) First = bookEvent.Sequence;
        Last = bookEvent.Sequence;
        if (bookEvent.Kind == BookEventKind.Change) (bookEvent.Side == SimulatedSide.Bid ? bids : asks)[bookEvent.Level.Price] = bookEvent.Level.Quantity;
    }

    public void Clear()
    {
        bids.Clear();
        asks.Clear();
        First = Last = 0;
    }
}

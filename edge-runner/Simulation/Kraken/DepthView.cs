using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>
/// A book as subscribers of one depth see it. The venue tells a level that comes into the depth, also when it only moves
/// up because another one went; it never tells one that is pushed out, since the client truncates.
/// </summary>
internal sealed class DepthView(SimulatedBook book, int depth)
{
    private readonly Side bids = new(book.Bids.Copy(), depth);
    private readonly Side asks = new(book.Asks.Copy(), depth);

    public string Topic { get; } = KrakenTopics.Book(book.Instrument.VenueSymbol, depth);

    public int Depth => depth;

    public ReadOnlySpan<Level> Bids => bids.Visible;

    public ReadOnlySpan<Level> Asks => asks.Visible;

    public List<Level> BidChanges { get; } = [];

    public List<Level> AskChanges { get; } = [];

    public uint Checksum => KrakenChecksum.Of(Bids, Asks);

    public void Apply(BookEvent change) => (change.Side == SimulatedSide.Bid ? bids : asks).Apply(change.Level);

    /// <summary>Collects what subscribers have to be told since the last call; false when that is nothing.</summary>
    public bool Collect()
    {
        BidChanges.Clear();
        AskChanges.Clear();
        bids.Collect(BidChanges);
        asks.Collect(AskChanges);
        return BidChanges.Count + AskChanges.Count > 0;
    }

    private sealed class Side(LevelLadder ladder, int depth)
    {
        private Level[] told = ladder.Levels[..Math.Min(depth, ladder.Count)].ToArray();
        private bool touched;

        public ReadOnlySpan<Level> Visible => ladder.Levels[..Math.Min(depth, ladder.Count)];

        public void Apply(Level level)
        {
            ladder.Set(level.Price, level.Quantity);
            int index = ladder.Find(level.Price);
            touched |= (index < 0 ? ~index : index) < depth;
        }

        // What is gone first, then what is new, best first: then a client is right whether it truncates after every
        // level or after every message.
        public void Collect(List<Level> changes)
        {
            if (!touched) return;
            touched = false;
            foreach (Level level in told)
            {
                if (ladder.Find(level.Price) < 0) changes.Add(level with { Quantity = 0 });
            }

            int old = 0;
            foreach (Level level in Visible)
            {
                while (old < told.Length && ladder.Compare(told[old].Price, level.Price) < 0) old++;
                if (old == told.Length || told[old] != level) changes.Add(level);
            }

            if (changes.Count > 0) told = Visible.ToArray();
        }
    }
}

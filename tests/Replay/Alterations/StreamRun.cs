using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;

namespace Arbit.Tests.Replay.Alterations;

/// <summary>What became of a stream.</summary>
public sealed class StreamRun(VenueCodec codec)
{
    private readonly List<int> _applied = [];
    private readonly List<int> _usable = [];

    public IReadOnlyList<InstrumentFeed> Feeds => codec.Feeds;

    public IReadOnlyList<int> Applied => _applied;

    /// <summary>Frames, by their first place, after which the book they spoke of was usable.</summary>
    public IReadOnlyList<int> Usable => _usable;

    public int Malformed { get; private set; }

    public long ChecksumsFailed => Feeds.Sum(feed => feed.ChecksumsFailed);

    public long Duplicates => Feeds.Sum(feed => feed.Duplicates);

    public long QuotesDifferent => Feeds.Sum(feed => feed.QuoteProof?.Different ?? 0);

    public bool HasBroken(BookReason reason) => Feeds.Any(feed => feed.Book.Breaks > 0 && feed.Book.Reason == reason);

    /// <summary>Level by level, whatever the scales.</summary>
    public bool HasSameBooks(StreamRun other)
        => Feeds.Zip(other.Feeds).All(pair => IsSame(pair.First.Book, pair.Second.Book, book => book.Bids)
            && IsSame(pair.First.Book, pair.Second.Book, book => book.Asks));

    public void Add(Frame frame, FrameOutcome outcome)
    {
        if (outcome.Kind == FrameKind.Malformed)
            Malformed++;
        if (outcome.Kind == FrameKind.Book)
            _applied.Add(frame.Index);
        if (outcome.Feed is { Book.IsUsable: true })
            _usable.Add(frame.Index);
    }

    private static bool IsSame(OrderBook a, OrderBook b, Func<OrderBook, BookSide> side)
    {
        if (side(a).Count != side(b).Count)
            return false;
        for (var i = 0; i < side(a).Count; i++)
        {
            if (a.PriceFrom(side(a).Price(i)) != b.PriceFrom(side(b).Price(i)) || a.QuantityFrom(side(a).Quantity(i)) != b.QuantityFrom(side(b).Quantity(i)))
                return false;
        }

        return true;
    }
}

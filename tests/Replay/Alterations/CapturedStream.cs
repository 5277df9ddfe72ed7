using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Venues;
using Arbit.Tests.Support;

namespace Arbit.Tests.Replay.Alterations;

/// <summary>A capture's frames in memory, to be altered and fed to the venue's codec as live would feed them.</summary>
public sealed class CapturedStream
{
    private readonly VenueDefinition _venue;
    private readonly List<(string Symbol, byte[] Body)> _snapshots = [];
    private readonly string[] _symbols;

    private CapturedStream(VenueDefinition venue, List<Frame> frames, string snapshots)
    {
        _venue = venue;
        Frames = frames;
        if (Directory.Exists(snapshots))
        {
            foreach (var path in Directory.EnumerateFiles(snapshots, "*.json*").Order(StringComparer.Ordinal))
                _snapshots.Add((Path.GetFileName(path).Split('.')[0], Capture.ReadAll(path)));
        }

        var codec = venue.Codec(venue.Venue);
        codec.FollowsAll = true;
        foreach (var frame in frames)
            codec.Decode(frame.Bytes);
        _symbols = [.. codec.Feeds.Select(feed => feed.VenueSymbol)];
        Applied = Run(frames).Applied;
    }

    public IReadOnlyList<Frame> Frames { get; }

    /// <summary>The frames that change a book when nothing is altered: what an alteration is aimed at.</summary>
    public IReadOnlyList<int> Applied { get; }

    public static CapturedStream Open(string venue, string name, int maxFrames)
    {
        var path = Captures.PathOf(name);
        var capture = Capture.Open(path);
        var frames = new List<Frame>();
        for (var i = 0; i < Math.Min(maxFrames, capture.Count); i++)
        {
            var bytes = capture.Frame(i, out var length);
            frames.Add(new Frame(i, bytes[..length].ToArray(), IsAltered: false));
        }

        var snapshots = path[..path.IndexOf(".jsonl", StringComparison.Ordinal)] + ".rest_snapshots";
        return new CapturedStream(VenueCatalog.Find(venue)!, frames, snapshots);
    }

    /// <summary>Feeds frames to a new codec; <paramref name="after"/> looks at each.</summary>
    public StreamRun Run(IEnumerable<Frame> frames, Action<Frame, FrameOutcome>? after = null)
    {
        var codec = _venue.Codec(_venue.Venue);
        codec.HoldsDiffs = false;
        foreach (var symbol in _symbols)
            codec.Follow(symbol).QuoteProof = _venue.QuoteProof?.Invoke();
        foreach (var (symbol, body) in _snapshots)
            Assert.Equal(FrameKind.Book, codec.Load(codec.Follow(symbol), body).Kind);

        var run = new StreamRun(codec);
        foreach (var frame in frames)
        {
            var outcome = codec.Decode(frame.Bytes);
            run.Add(frame, outcome);
            after?.Invoke(frame, outcome);
        }

        return run;
    }
}

/// <summary>One frame and the place that it had before anything was altered.</summary>
public sealed record Frame(int Index, byte[] Bytes, bool IsAltered);

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

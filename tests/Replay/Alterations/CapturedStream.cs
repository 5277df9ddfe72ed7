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

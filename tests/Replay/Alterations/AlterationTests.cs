using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Xunit.Abstractions;

namespace Arbit.Tests.Replay.Alterations;

/// <summary>
/// Real streams, altered: what the venue's own proof shows is noticed at the message that shows it, and what no proof of the
/// venue's can show is printed with the reason.
/// </summary>
public sealed class AlterationTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_802;
    private const string Wrong = "the book is wrong";
    private const int Trials = 60;

    private static readonly Dictionary<AlterationKind, string> NoProofBySequence = new()
    {
        [AlterationKind.DropOne] = "it was the instrument's last: the number of the next diff would have shown it",
        [AlterationKind.DuplicateOne] = "a diff that the book has already is passed over, and is no gap",
        [AlterationKind.SwapNeighbours] = "between instruments and channels the venue promises no order, and none is needed",
        [AlterationKind.FlipOneBit] = "numbers prove that no message is missing, not what is in it: a digit of a price or quantity shows only where the book crosses or a best quote tells; in a member that is not read it changes nothing",
        [AlterationKind.CutFile] = "a stream that ends proves nothing more; live, the watchdog over each subscription notices the silence",
    };

    private static readonly Dictionary<AlterationKind, string> NoProofByChecksum = new()
    {
        [AlterationKind.DropOne] = "the change was below the tenth level, which no checksum covers, and the book is proven no further either",
        [AlterationKind.DuplicateOne] = "the same levels set twice are the same book",
        [AlterationKind.SwapNeighbours] = "a heartbeat changed places with a change, or both changes are below the tenth level",
        [AlterationKind.FlipOneBit] = "in a member that is not read, or in a level below the tenth",
        [AlterationKind.CutFile] = "a stream that ends proves nothing more; live, the watchdog over each subscription notices the silence",
    };

    public static TheoryData<string, string> Sequenced => new()
    {
        { "binance", "binance/ws_spot_4sym_20211011.jsonl" },
        { "binance", "binance/ws_us_4sym_20210814.jsonl.gz" },
        { "kucoin", "kucoin/ws_6sym_20210425.jsonl.gz" },
    };

    public static TheoryData<string> Checksummed => ["kraken/ws_v2_btcusd_book10_resub_20260801.jsonl.gz", "kraken/ws_v2_btcusd_book25_20260802.jsonl.gz", "kraken/ws_v2_xrpusd_book25_20260802.jsonl.gz"];

    [SkippableTheory]
    [MemberData(nameof(Sequenced))]
    public void WhatASequenceCanProveIsNoticedAtTheNextDiff(string venue, string name)
    {
        var stream = CapturedStream.Open(venue, name, maxFrames: 600);
        var truth = stream.Run(stream.Frames);
        var tally = new AlterationTally($"{name}, seed {Seed}", Wrong);
        foreach (var kind in Enum.GetValues<AlterationKind>())
        {
            var random = new Random(Seed + (int)kind);
            for (var trial = 0; trial < Trials; trial++)
            {
                var target = stream.Applied[random.Next(stream.Applied.Count)];
                var watch = new NextDiff(stream, target);
                var run = stream.Run(Alteration.Apply(kind, stream.Frames, target, random), watch.Look);
                tally.Add(kind, truth, run, watch.WasLast);
                switch (kind)
                {
                    case AlterationKind.DropOne:
                        watch.AssertGapAtNextDiff();
                        break;
                    case AlterationKind.CutFrame:
                        Assert.Equal(1, run.Malformed);
                        watch.AssertGapAtNextDiff();
                        break;
                    case AlterationKind.DuplicateOne:
                        Assert.Equal((0L, truth.Duplicates + 1), (run.Feeds.Sum(feed => feed.Book.Breaks), run.Duplicates));
                        Assert.True(run.HasSameBooks(truth));
                        break;
                }
            }
        }

        output.WriteLine(tally.Print(NoProofBySequence));
        Assert.Equal(0, tally.Count(AlterationKind.DropOne, Wrong) + tally.Count(AlterationKind.SwapNeighbours, Wrong));
        Assert.True(tally.Count(AlterationKind.DropOne, "by sequence") > Trials * 4 / 5);
    }

    [SkippableTheory]
    [MemberData(nameof(Checksummed))]
    public void EveryMessageWhoseTopTenIsNotTheTrueOneFailsItsChecksum(string name)
    {
        var depth = name.Contains("book10", StringComparison.Ordinal) ? 10 : 25;
        var stream = CapturedStream.Open("kraken", name, maxFrames: 400);
        var trueTops = new Dictionary<int, string>();
        var reference = new KrakenReferenceBook(depth);
        var truth = stream.Run(stream.Frames, (frame, outcome) => trueTops[frame.Index] = Follow(reference, frame, outcome));
        Assert.Equal(0, truth.ChecksumsFailed);

        var tally = new AlterationTally($"{name}, seed {Seed}", "wrong below the tenth level, where nothing is proven");
        foreach (var kind in Enum.GetValues<AlterationKind>())
        {
            var random = new Random(Seed + (int)kind);
            for (var trial = 0; trial < Trials; trial++)
            {
                var target = stream.Applied[random.Next(stream.Applied.Count)];
                var altered = new KrakenReferenceBook(depth);
                var failed = 0L;
                StreamRun? run = null;
                run = stream.Run(Alteration.Apply(kind, stream.Frames, target, random), (frame, outcome) =>
                {
                    var top = Follow(altered, frame, outcome);
                    if (outcome.Kind != FrameKind.Book)
                        return;
                    var fails = outcome.Feed!.ChecksumsFailed > failed;
                    failed = outcome.Feed.ChecksumsFailed;
                    if (top != trueTops[frame.Index])
                        Assert.True(fails, $"{kind} at {target}: message {frame.Index} came to another top ten and was not noticed");
                    else if (!frame.IsAltered)
                        Assert.False(fails, $"{kind} at {target}: message {frame.Index} came to the true top ten and failed");
                });
                tally.Add(kind, truth, run);
                if (kind == AlterationKind.DuplicateOne)
                    Assert.True(run.ChecksumsFailed == 0 && run.HasSameBooks(truth));
                if (kind is AlterationKind.CutFrame)
                    Assert.Equal(1, run.Malformed);
            }
        }

        output.WriteLine(tally.Print(NoProofByChecksum));
        Assert.True(tally.Count(AlterationKind.DropOne, "by checksum") > 0);
    }

    private static string Follow(KrakenReferenceBook book, Frame frame, FrameOutcome outcome)
    {
        if (outcome.Kind == FrameKind.Book)
            book.Apply(frame.Bytes);
        return book.TopTen;
    }

    /// <summary>Watches the diff that follows the altered one of the same instrument.</summary>
    private sealed class NextDiff(CapturedStream stream, int target)
    {
        private readonly InstrumentFeed _targetFeed = FeedOf(stream, target);
        private BookState? _state;
        private BookReason _reason;

        public void Look(Frame frame, FrameOutcome outcome)
        {
            if (_state is not null || frame.Index <= target || outcome.Feed?.VenueSymbol != _targetFeed.VenueSymbol)
                return;
            if (outcome.Kind is FrameKind.Book or FrameKind.Held)
                (_state, _reason) = (outcome.Feed.Book.State, outcome.Feed.Book.Reason);
        }

        /// <summary>The stream held no further diff of the instrument.</summary>
        public bool WasLast => _state is null;

        /// <summary>Nothing to say where the altered diff was the instrument's last.</summary>
        public void AssertGapAtNextDiff()
        {
            if (_state is { } state)
                Assert.Equal((BookState.Broken, BookReason.SequenceGap), (state, _reason));
        }

        private static InstrumentFeed FeedOf(CapturedStream stream, int target)
        {
            InstrumentFeed? feed = null;
            stream.Run([stream.Frames[target]], (_, outcome) => feed = outcome.Feed);
            return feed!;
        }
    }
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lessons;

/// <summary>L14: a resync once added the snapshot to the old book. Here it replaces, and until then the book is unusable and says why.</summary>
public sealed class L14SnapshotReplacesTests
{
    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void AfterAGapTheBookIsUnusableUntilASnapshotReplacesIt(string venue)
    {
        var diffs = SequencedFrames.Of(venue);
        var codec = CodecDrive.Codec(venue);
        var feed = codec.Follow(diffs.Symbol);
        codec.Load(feed, diffs.Snapshot(10, "[\"100\",\"1\"],[\"99\",\"1\"],[\"98\",\"1\"]", "[\"101\",\"1\"],[\"109\",\"1\"]"));
        codec.Decode(diffs.Diff(11, 11, "[\"97\",\"1\"]", ""));
        Assert.True(feed.Book.IsUsable);

        Assert.Equal(FrameKind.Held, codec.Decode(diffs.Diff(13, 13, "[\"100\",\"5\"]", "")).Kind);

        Assert.False(feed.Book.IsUsable);
        Assert.Equal((BookState.Broken, BookReason.SequenceGap, 1L), (feed.Book.State, feed.Book.Reason, feed.Book.Breaks));

        codec.Load(feed, diffs.Snapshot(12, "[\"100\",\"2\"]", "[\"102\",\"2\"]"));

        Assert.Equal(["100×5"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal(["102×2"], feed.Book.Levels(feed.Book.Asks));
        Assert.Equal((BookState.Proven, 13L, 1L), (feed.Book.State, feed.Book.Sequence, feed.Book.Breaks));
    }

    [Fact]
    public void AStreamedSnapshotReplacesTooAndABrokenBookIsNotMendedByUpdates()
    {
        var venue = new KrakenFrames("BTC/USD", 10, 1, 8);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("BTC/USD");
        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot([(100m, 1m), (99m, 1m)], [(101m, 1m)]));
        var lost = venue.Update([(98m, 1m)], []);
        codec.Decode(venue.Update([(97m, 1m)], []));
        Assert.Equal((BookState.Broken, BookReason.ChecksumFailed), (feed.Book.State, feed.Book.Reason));

        // What was lost comes late: the ten best are right again, and nobody knows of the rest.
        codec.Decode(lost);
        codec.Decode(venue.Update([(96m, 1m)], []));
        Assert.Equal((BookState.Broken, BookReason.ChecksumFailed), (feed.Book.State, feed.Book.Reason));

        codec.Decode(venue.Snapshot([(90m, 2m)], [(91m, 2m)]));
        Assert.Equal(["90×2"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal(["91×2"], feed.Book.Levels(feed.Book.Asks));
        Assert.True(feed.Book.IsUsable);
    }
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>L16: a depth-limited book was not trimmed, and its checksum failed for ever. Here it is cut after every message.</summary>
public sealed class L16DepthIsCutAsTheVenueCutsItTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(100)]
    public void ABookIsNeverDeeperThanItsSubscriptionAndEveryChecksumHolds(int depth)
    {
        const int seed = 577;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var venue = new KrakenFrames("BTC/USD", depth, 1, 8);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("BTC/USD");
        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot(Levels(random, 1000, depth), Levels(random, 3000, depth)));
        for (var i = 0; i < 2_000; i++)
        {
            codec.Decode(venue.Update(Levels(random, 1000, random.Next(4)), Levels(random, 3000, random.Next(4))));
            Assert.True(feed.Book.Bids.Count <= depth && feed.Book.Asks.Count <= depth);
        }

        Assert.Equal((2_001L, 0L, depth, BookState.Proven), (feed.ChecksumsChecked, feed.ChecksumsFailed, feed.Book.Bids.Count, feed.Book.State));
    }

    [Fact]
    public void WhatTheChecksumDoesNotCoverIsNotProven()
    {
        var venue = new KrakenFrames("BTC/USD", 25, 1, 8);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("BTC/USD");
        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot(Enumerable.Range(0, 25).Select(i => (100m - i, 1m)), Enumerable.Range(0, 9).Select(i => (101m + i, 1m))));

        Assert.Equal("91", CodecDrive.ProvenTo(feed.Book, feed.Book.Bids));
        Assert.Equal("its end", CodecDrive.ProvenTo(feed.Book, feed.Book.Asks));

        // Two better bids: the tenth is now a better price, and the proof ends there.
        codec.Decode(venue.Update([(100.1m, 1m), (100.2m, 1m)], [(200m, 1m)]));
        Assert.Equal("93", CodecDrive.ProvenTo(feed.Book, feed.Book.Bids));
        Assert.Equal("200", CodecDrive.ProvenTo(feed.Book, feed.Book.Asks));
        Assert.False(feed.Book.Bids.IsProven(feed.Book.Bids.Price(10)));
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void AFetchedSnapshotProvesItsOwnRangeAndNoLevelBehindIt(string name)
    {
        var frames = SequencedFrames.Of(name);
        var codec = CodecDrive.Codec(name);
        var feed = codec.Follow(frames.Symbol);
        codec.Load(feed, frames.Snapshot(10, "[\"100\",\"1\"],[\"90\",\"1\"]", "[\"101\",\"1\"],[\"105\",\"1\"]"));

        codec.Decode(frames.Diff(11, 11, "[\"80\",\"7\"],[\"90\",\"0\"]", "[\"110\",\"7\"]"));

        Assert.Equal(["100×1", "80×7"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal(("90", "105"), (CodecDrive.ProvenTo(feed.Book, feed.Book.Bids), CodecDrive.ProvenTo(feed.Book, feed.Book.Asks)));
        Assert.False(feed.Book.Bids.IsProven(feed.Book.Bids.Price(1)));
    }

    private static (decimal, decimal)[] Levels(Random random, int from, int count)
        => [.. Enumerable.Range(0, count).Select(_ => (from + (random.Next(1500) / 10m), random.Next(3) == 0 && count < 10 ? 0m : random.Next(1, 100_000_000) / 100_000_000m))];
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>L15: deltas between snapshot and stream were lost, and the book looked plausible. Here they wait, and the bridge is verified.</summary>
public sealed class L15DeltasBetweenSnapshotAndStreamTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void WhatCameBeforeTheSnapshotIsAppliedBehindIt(string venue)
    {
        var (codec, feed, frames) = Start(venue);
        for (var i = 8; i <= 12; i++)
            Assert.Equal(FrameKind.Held, codec.Decode(frames.Diff(i, i, $"[\"{80 + i}\",\"1\"]", "")).Kind);
        Assert.Equal((5, BookState.Unproven, BookReason.AwaitingSnapshot), (feed.Held.Count, feed.Book.State, feed.Book.Reason));

        codec.Load(feed, frames.Snapshot(10, "[\"50\",\"1\"]", "[\"101\",\"1\"]"));

        // 8, 9 and 10 are in the snapshot already.
        Assert.Equal(["92×1", "91×1", "50×1"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal((BookState.Proven, 12L, 0, 3L, 0L), (feed.Book.State, feed.Book.Sequence, feed.Held.Count, feed.Duplicates, feed.Book.Breaks));
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void ASnapshotIsNotBelievedBeforeADiffHasBridgedIt(string venue)
    {
        var (codec, feed, frames) = Start(venue);
        codec.Load(feed, frames.Snapshot(10, "[\"50\",\"1\"]", "[\"101\",\"1\"]"));
        Assert.Equal((BookState.Unproven, BookReason.AwaitingBridge), (feed.Book.State, feed.Book.Reason));

        Assert.Equal(FrameKind.Duplicate, codec.Decode(frames.Diff(9, 10, "[\"60\",\"1\"]", "")).Kind);
        Assert.Equal((BookState.Unproven, BookReason.AwaitingBridge), (feed.Book.State, feed.Book.Reason));

        Assert.Equal(FrameKind.Book, codec.Decode(frames.Diff(9, 13, "[\"61\",\"1\"]", "")).Kind);
        Assert.Equal(BookState.Proven, feed.Book.State);
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void ASnapshotThatIsTooOldIsNamedAndANewerOneWorksWithTheSameHeldDiffs(string venue)
    {
        var (codec, feed, frames) = Start(venue);
        for (var i = 20; i <= 22; i++)
            codec.Decode(frames.Diff(i, i, $"[\"{i}\",\"1\"]", ""));

        codec.Load(feed, frames.Snapshot(15, "[\"15\",\"1\"]", "[\"101\",\"1\"]"));
        Assert.Equal((BookState.Unproven, BookReason.SnapshotTooOld, 3, 0L), (feed.Book.State, feed.Book.Reason, feed.Held.Count, feed.Book.Breaks));
        codec.Decode(frames.Diff(23, 23, "[\"23\",\"1\"]", ""));
        Assert.Equal((BookReason.SnapshotTooOld, 4), (feed.Book.Reason, feed.Held.Count));

        codec.Load(feed, frames.Snapshot(20, "[\"20\",\"1\"]", "[\"101\",\"1\"]"));
        Assert.Equal(["23×1", "22×1", "21×1", "20×1"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal((BookState.Proven, 23L, 0), (feed.Book.State, feed.Book.Sequence, feed.Held.Count));
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void HeldDiffsAreBoundedAndWhatWasForgottenIsFoundOut(string venue)
    {
        var (codec, feed, frames) = Start(venue);
        for (var i = 1; i <= 5_000; i++)
            codec.Decode(frames.Diff(i, i, $"[\"{i}\",\"1\"]", ""));
        Assert.Equal(4_096, feed.Held.Count);

        codec.Load(feed, frames.Snapshot(500, "", "[\"9999\",\"1\"]"));
        Assert.Equal((BookState.Unproven, BookReason.SnapshotTooOld), (feed.Book.State, feed.Book.Reason));

        codec.Load(feed, frames.Snapshot(1_000, "", "[\"9999\",\"1\"]"));
        Assert.Equal((BookState.Proven, 5_000L, 4_000), (feed.Book.State, feed.Book.Sequence, feed.Book.Bids.Count));
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void ACrossedBookIsAGapAndTheDiffsBehindItWaitForTheNextSnapshot(string venue)
    {
        var (codec, feed, frames) = Start(venue);
        codec.Load(feed, frames.Snapshot(10, "[\"50\",\"1\"]", "[\"101\",\"1\"]"));
        codec.Decode(frames.Diff(11, 11, "[\"102\",\"1\"]", ""));
        Assert.Equal((BookState.Broken, BookReason.Crossed), (feed.Book.State, feed.Book.Reason));

        Assert.Equal(FrameKind.Held, codec.Decode(frames.Diff(12, 12, "[\"51\",\"1\"]", "")).Kind);
        codec.Load(feed, frames.Snapshot(11, "[\"50\",\"1\"]", "[\"103\",\"1\"]"));
        Assert.Equal(["51×1", "50×1"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal(BookState.Proven, feed.Book.State);
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void AfterALostConnectionNothingOfTheOldStreamIsUsed(string venue)
    {
        var (codec, feed, frames) = Start(venue);
        codec.Load(feed, frames.Snapshot(10, "[\"50\",\"1\"]", "[\"101\",\"1\"]"));
        codec.Decode(frames.Diff(11, 11, "[\"51\",\"1\"]", ""));

        codec.Disconnect();
        Assert.Equal((BookState.Broken, BookReason.Disconnected, 0), (feed.Book.State, feed.Book.Reason, feed.Held.Count));
        codec.Decode(frames.Diff(30, 30, "[\"53\",\"1\"]", ""));
        codec.Disconnect();
        Assert.Equal(0, feed.Held.Count);

        codec.Decode(frames.Diff(41, 41, "[\"54\",\"1\"]", ""));
        codec.Load(feed, frames.Snapshot(40, "[\"52\",\"1\"]", "[\"101\",\"1\"]"));
        Assert.Equal(["54×1", "52×1"], feed.Book.Levels(feed.Book.Bids));
        Assert.Equal((BookState.Proven, 1L), (feed.Book.State, feed.Book.Breaks));
    }

    /// <summary>Wherever in the stream the snapshot was taken, and whenever it arrives, the book is the one that all diffs make.</summary>
    [Theory]
    [InlineData("binance")]
    [InlineData("kucoin")]
    public void EverySnapshotAndEveryArrivalComeToTheSameBook(string venue)
    {
        const int seed = 1_618;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (codec, feed, frames) = Start(venue);
            var diffs = new List<(long First, long Last, string Bids, string Frame)>();
            for (long next = 1; diffs.Count < 30;)
            {
                var last = next + random.Next(4);
                var bids = $"[\"{random.Next(1, 20)}\",\"{random.Next(3)}\"]";
                diffs.Add((next, last, bids, frames.Diff(next, last, bids, "")));
                next = last + 1;
            }

            var taken = random.Next(1, diffs.Count - 1);
            var arrives = random.Next(taken, diffs.Count);
            for (var i = 0; i < diffs.Count; i++)
            {
                if (i == arrives)
                    codec.Load(feed, frames.Snapshot(diffs[taken - 1].Last, Levels(diffs.Take(taken).Select(diff => diff.Bids)), "[\"1000\",\"1\"]"));
                codec.Decode(diffs[i].Frame);
            }

            Assert.Equal((BookState.Proven, diffs[^1].Last, 0L), (feed.Book.State, feed.Book.Sequence, feed.Book.Breaks));
            Assert.Equal(Levels(diffs.Select(diff => diff.Bids)), string.Join(',', feed.Book.Levels(feed.Book.Bids).Select(level => $"[\"{level.Replace("×", "\",\"", StringComparison.Ordinal)}\"]")));
        }
    }

    /// <summary>The bids that a row of single changes comes to, best first.</summary>
    private static string Levels(IEnumerable<string> changes)
    {
        var levels = new SortedDictionary<int, string>(Comparer<int>.Create((a, b) => b.CompareTo(a)));
        foreach (var change in changes)
        {
            var parts = change.Split('"');
            if (parts[3] == "0")
                levels.Remove(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
            else
                levels[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)] = change;
        }

        return string.Join(',', levels.Values);
    }

    private static (VenueCodec Codec, InstrumentFeed Feed, SequencedFrames Frames) Start(string venue)
    {
        var frames = SequencedFrames.Of(venue);
        var codec = CodecDrive.Codec(venue);
        return (codec, codec.Follow(frames.Symbol), frames);
    }
}

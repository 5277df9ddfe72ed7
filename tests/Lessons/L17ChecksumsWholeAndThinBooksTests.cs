using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Kraken;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>
/// L17: a client never checked checksums over 2^31, and froze on a book of fewer than ten levels while it said it was in sync. Here
/// all 32 bits count, and a thin book is an ordinary one.
/// </summary>
public sealed class L17ChecksumsWholeAndThinBooksTests(ITestOutputHelper output)
{
    [Fact]
    public void ThinBooksAreProvenWithChecksumsOnBothSidesOfTwoToTheThirtyFirst()
    {
        const int seed = 2_147;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (venue, codec, feed) = Start();
        var high = 0;
        for (var i = 0; i < 2_000; i++)
        {
            codec.Decode(venue.Update(Change(random, 100), Change(random, 300)));
            Assert.Equal((BookState.Proven, 0L), (feed.Book.State, feed.ChecksumsFailed));
            Assert.Equal(feed.Book.Bids.Count >= 10, feed.Book.Bids.IsProofBounded);
            if (venue.Checksum > int.MaxValue)
                high++;
        }

        output.WriteLine($"{high} of 2,000 checksums over 2^31");
        Assert.InRange(high, 800, 1_200);
    }

    [Fact]
    public void AnEmptySideIsABookToo()
    {
        var (venue, codec, feed) = Start();

        codec.Decode(venue.Update([(100m, 0m)], [(300m, 0m)]));

        Assert.Equal((BookState.Proven, 0u, 2L, 0L), (feed.Book.State, venue.Checksum, feed.ChecksumsChecked, feed.ChecksumsFailed));
        Assert.True(feed.Book.IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(31)]
    public void EveryBitOfTheChecksumCounts(int bit)
    {
        var (venue, codec, feed) = Start();
        var frame = venue.Update([(99m, 1m)], []);
        var checksum = venue.Checksum.ToString(CultureInfo.InvariantCulture);
        var other = (venue.Checksum ^ (1u << bit)).ToString(CultureInfo.InvariantCulture);

        codec.Decode(frame.Replace(checksum, other, StringComparison.Ordinal));

        Assert.Equal((BookState.Broken, BookReason.ChecksumFailed, 1L), (feed.Book.State, feed.Book.Reason, feed.ChecksumsFailed));
    }

    [Theory]
    [InlineData("4294967296")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public void WhatIsNoChecksumIsNoFrame(string checksum)
    {
        var (venue, codec, feed) = Start();
        var frame = venue.Update([(99m, 1m)], []);

        var outcome = codec.Decode(frame.Replace(venue.Checksum.ToString(CultureInfo.InvariantCulture), checksum, StringComparison.Ordinal));

        Assert.Equal(FrameKind.Malformed, outcome.Kind);
        Assert.Contains(outcome.Fault, new[] { FrameFault.BadNumber, FrameFault.WrongType });
        Assert.Equal(["100×1"], feed.Book.Levels(feed.Book.Bids));
    }

    [Fact]
    public void TheFastChecksumIsTheBitwiseOne()
    {
        const int seed = 32;
        output.WriteLine($"seed {seed}");
        Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));
        var random = new Random(seed);
        for (var length = 0; length < 400; length++)
        {
            var digits = new string([.. Enumerable.Range(0, length).Select(_ => (char)('1' + random.Next(9)))]);
            Assert.Equal(KrakenFrames.ChecksumOf([(digits, "")], []), Crc32.Compute(Encoding.ASCII.GetBytes(digits)));
        }
    }

    private static (KrakenFrames Venue, VenueCodec Codec, InstrumentFeed Feed) Start()
    {
        var venue = new KrakenFrames("NRG/BTC", 10, 8, 4);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("NRG/BTC");
        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot([(100m, 1m)], [(300m, 1m)]));
        Assert.Equal(BookState.Proven, feed.Book.State);
        return (venue, codec, feed);
    }

    /// <summary>Few prices, often removed: between none and a dozen levels.</summary>
    private static (decimal, decimal)[] Change(Random random, int from)
        => [(from + (random.Next(14) / 100_000_000m), random.Next(2) == 0 ? 0m : random.Next(1, 100_000) / 10_000m)];
}

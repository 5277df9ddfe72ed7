using Arbit.EdgeRunner.Books;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>L37: Kraken's checksum needs the digits as sent, trailing zeros and all. Here their number is learned, or listed.</summary>
public sealed class L37DigitsAsSentTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 8)]
    [InlineData(1, 8)]
    [InlineData(2, 3)]
    [InlineData(5, 8)]
    [InlineData(8, 5)]
    [InlineData(10, 0)]
    [InlineData(10, 10)]
    public void TheNumberOfDigitsIsLearnedFromTheDigits(int priceDecimals, int quantityDecimals)
    {
        const int seed = 37;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var venue = new KrakenFrames("SOME/USD", 25, priceDecimals, quantityDecimals);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("SOME/USD");
        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot(Levels(20, 1), Levels(20, 1_000)));
        for (var i = 0; i < 300; i++)
            codec.Decode(venue.Update(Levels(random.Next(3), 1), Levels(random.Next(3), 1_000)));

        Assert.Equal((301L, 0L, BookState.Proven), (feed.ChecksumsChecked, feed.ChecksumsFailed, feed.Book.State));
        Assert.Equal((priceDecimals, quantityDecimals), (feed.SentPriceDecimals, feed.SentQuantityDecimals));

        (decimal, decimal)[] Levels(int count, int from)
            => [.. Enumerable.Range(0, count).Select(_ => ((from + random.Next(900)) * Unit(priceDecimals), random.Next(100_000) * Unit(quantityDecimals)))];
    }

    [Fact]
    public void AnInstrumentListThatIsOlderThanTheStreamYieldsToTheDigits()
    {
        var venue = new KrakenFrames("SOME/USD", 10, 3, 8);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("SOME/USD");
        feed.ListedPriceDecimals = 2;
        feed.ListedQuantityDecimals = 8;

        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot([(1.5m, 1m)], [(2m, 1m)]));

        Assert.Equal((BookState.Proven, 0L), (feed.Book.State, feed.ChecksumsFailed));
    }

    [Fact]
    public void WhereZerosWereLostTheListedDigitsCount()
    {
        var venue = new KrakenFrames("SOME/USD", 10, 3, 8);
        var codec = CodecDrive.Codec("kraken");
        var feed = codec.Follow("SOME/USD");
        feed.ListedPriceDecimals = 3;
        feed.ListedQuantityDecimals = 8;

        codec.Decode(venue.Acknowledgement);
        codec.Decode(venue.Snapshot([(1.5m, 1m)], [(2m, 1m)]).Replace("1.500", "1.5", StringComparison.Ordinal).Replace("1.00000000", "1", StringComparison.Ordinal));

        Assert.Equal((BookState.Proven, 0L), (feed.Book.State, feed.ChecksumsFailed));
    }

    private static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (; decimals > 0; decimals--)
            unit /= 10;
        return unit;
    }
}

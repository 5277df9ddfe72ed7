using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Kraken;

public sealed class KrakenCodecTests
{
    private const string Symbol = "BTC/USD";

    private readonly VenueCodec _codec = CodecDrive.Codec("kraken");
    private readonly KrakenFrames _frames = new(Symbol, 10, 1, 8);
    private readonly InstrumentFeed _feed;

    public KrakenCodecTests() => _feed = _codec.Follow(Symbol);

    [Fact]
    public void AFrameOfSeveralItemsIsAppliedWholeOrNotAtAll()
    {
        Start();
        var before = _feed.Book.Describe();
        var good = _frames.Item([(100.0m, 5m)], []);

        var outcome = _codec.Decode($$"""{"channel":"book","type":"update","data":[{{good}},{"symbol":"BTC/USD","bids":[{"price":1}],"asks":[],"checksum":1}]}""");

        Assert.Equal((FrameKind.Malformed, FrameFault.MissingField), (outcome.Kind, outcome.Fault));
        Assert.Equal(before, _feed.Book.Describe());
        Assert.Equal((1L, 1L), (_feed.BookUpdates, _feed.ChecksumsChecked));
    }

    [Fact]
    public void SeveralItemsOfOneFrameAreAppliedOnceEachInTheirOrder()
    {
        Start();
        var first = _frames.Item([(100.0m, 5m)], []);
        var second = _frames.Item([(100.0m, 7m)], [(101.5m, 0.00000001m)]);

        var outcome = _codec.Decode($$"""{"channel":"book","type":"update","data":[{{first}},{{second}}]}""");

        Assert.Equal(FrameKind.Book, outcome.Kind);
        Assert.Equal(["100×7", "99×1"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal((3L, 3L, 0L), (_feed.BookUpdates, _feed.ChecksumsChecked, _feed.ChecksumsFailed));
    }

    [Fact]
    public void TradesAreCountedOnceWhereALaterOneNeedsAFinerScale()
    {
        var outcome = _codec.Decode("""
            {"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"buy","price":1.5,"qty":1.0},
            {"symbol":"BTC/USD","side":"sell","price":1.50000000001,"qty":2.0}]}
            """);

        Assert.Equal(FrameKind.Trade, outcome.Kind);
        Assert.Equal(2, _feed.Trades);
        Assert.Equal("1.50000000001", _feed.Book.PriceFrom(_feed.LastTrade.Price).ToString());
        Assert.Equal(
            ["1.5 Buy", "1.50000000001 Sell"],
            _feed.TakePrints().ToArray().Select(print => $"{_feed.Book.PriceFrom(print.Price)} {print.Taker}"));
        Assert.True(_feed.TakePrints().IsEmpty);
    }

    [Fact]
    public void AFrameThatIsNotAppliedTeachesNoPrecision()
    {
        Start();

        // Twelve decimals, and then no checksum: the frame is none, and its digits are no venue's.
        _codec.Decode("""{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":100.000000000001,"qty":1.0}],"asks":[]}]}""");
        _codec.Decode(_frames.Update([(100.0m, 3m)], []));

        Assert.Equal((2L, 0L), (_feed.ChecksumsChecked, _feed.ChecksumsFailed));
        Assert.Equal(BookState.Proven, _feed.Book.State);
    }

    [Fact]
    public void AfterDigitsThatFailedTheChecksumASnapshotTeachesThePrecisionAnew()
    {
        Start();
        var altered = _frames.Update([(100.0m, 3m)], []).Replace("3.00000000", "3.000000000001", StringComparison.Ordinal);

        _codec.Decode(altered);
        Assert.Equal((BookState.Broken, BookReason.ChecksumFailed), (_feed.Book.State, _feed.Book.Reason));
        _codec.Decode(_frames.Snapshot([(100.0m, 1m)], [(101.0m, 1m)]));

        Assert.Equal(BookState.Proven, _feed.Book.State);
    }

    [Fact]
    public void DigitsBehindTheListedPrecisionFailTheChecksum()
    {
        _feed.ListedPriceDecimals = 1;
        _feed.ListedQuantityDecimals = 8;
        Start();
        var altered = _frames.Update([(100.0m, 3m)], []).Replace("3.00000000", "3.000000001", StringComparison.Ordinal);

        _codec.Decode(altered);

        Assert.Equal((2L, 1L), (_feed.ChecksumsChecked, _feed.ChecksumsFailed));
        Assert.Equal(BookState.Broken, _feed.Book.State);
    }

    [Fact]
    public void AListedPrecisionThatCannotBeIsNoReasonToThrow()
    {
        _feed.ListedPriceDecimals = 77;
        _feed.ListedQuantityDecimals = 8;
        Start();

        Assert.Equal(BookState.Proven, _feed.Book.State);
    }

    [Theory]
    [InlineData("""{"error":"Malformed request","success":false}""", "Malformed request")]
    [InlineData("""{"method":"subscribe","error":"Currency pair not supported","success":false}""", "Currency pair not supported")]
    [InlineData("""{"error":["EAPI:Rate limit exceeded"],"result":null}""", "EAPI:Rate limit exceeded")]
    [InlineData("""{"method":"subscribe","success":false}""", "without success")]
    public void RefusalsAreTakenInEveryShapeTheVenueGivesThem(string frame, string says)
    {
        Assert.Equal(FrameKind.Refused, _codec.Decode(frame).Kind);
        Assert.Contains(says, _codec.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"method":"pong","req_id":1,"time_in":"x","time_out":"y"}""", FrameKind.Control)]
    [InlineData("""{"channel":"heartbeat"}""", FrameKind.Control)]
    [InlineData("""{"error":[],"result":{}}""", FrameKind.Ignored)]
    [InlineData("""[320,{"b":[]},"book-25","XBT/USD"]""", FrameKind.Ignored)]
    [InlineData("""{"channel":"ohlc","type":"update","data":[]}""", FrameKind.Ignored)]
    [InlineData("""[320,{"b":[},"book-25"]""", FrameKind.Malformed)]
    [InlineData("17", FrameKind.Malformed)]
    [InlineData("""{"channel":"book","data":[{"symbol":"BTC/USD","bids":[],"asks":[],"checksum":0}]}""", FrameKind.Malformed)]
    [InlineData("""{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bidr":[],"asks":[],"checksum":0}]}""", FrameKind.Malformed)]
    [InlineData("""{"channel":"book","type":"updade","data":[{"symbol":"BTC/USD","bids":[],"asks":[],"checksum":0}]}""", FrameKind.Malformed)]
    public void TheRestIsTakenForWhatItIs(string frame, FrameKind kind) => Assert.Equal(kind, _codec.Decode(frame).Kind);

    private void Start()
    {
        _codec.Decode(_frames.Acknowledgement);
        _codec.Decode(_frames.Snapshot([(99.0m, 1m), (100.0m, 2m)], [(101.0m, 1m)]));
        Assert.Equal(BookState.Proven, _feed.Book.State);
    }
}

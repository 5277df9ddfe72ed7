using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Kucoin;

public sealed class KucoinCodecTests
{
    private const string Snapshot = """{"code":"200000","data":{"time":1,"sequence":"10","bids":[["100","1"]],"asks":[["101","1"]]}}""";

    private readonly VenueCodec _codec = CodecDrive.Codec("kucoin");
    private readonly InstrumentFeed _feed;

    public KucoinCodecTests() => _feed = _codec.Follow("BTC-USDT");

    [Theory]
    [InlineData("""["100","5"]""", 11, 11, FrameFault.MissingField)]
    [InlineData("""["100","5","9"]""", 11, 11, FrameFault.Contradiction)]
    [InlineData("""["100","5","13"]""", 11, 12, FrameFault.Contradiction)]
    [InlineData("""["100","5","11"]""", 12, 11, FrameFault.Contradiction)]
    public void AChangeThatCannotBePlacedIsNeverPassedOverInSilence(string change, int first, int last, FrameFault fault)
    {
        Start();
        var before = _feed.Book.Describe();

        var outcome = _codec.Decode(Diff(first, last, change));

        Assert.Equal((FrameKind.Malformed, fault), (outcome.Kind, outcome.Fault));
        Assert.Equal(before, _feed.Book.Describe());
    }

    [Fact]
    public void ChangesAreAppliedByTheirOwnNumbers()
    {
        Start();

        _codec.Decode(Diff(11, 14, """["100","7","14"],["99","1","12"],["100","0","13"],["0","0","11"]"""));

        Assert.Equal(["100×7", "99×1"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal((14L, BookState.Proven), (_feed.Book.Sequence, _feed.Book.State));
    }

    [Fact]
    public void OfAMessageThatBridgesTheSnapshotOnlyWhatIsNewIsApplied()
    {
        _codec.Load(_feed, Snapshot);

        _codec.Decode(Diff(8, 12, """["100","55","9"],["99","2","11"],["98","3","12"]"""));

        Assert.Equal(["100×1", "99×2", "98×3"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal(BookState.Proven, _feed.Book.State);
    }

    [Fact]
    public void TheTickerOfAllNamesItsInstrumentInTheSubject()
    {
        _codec.FollowsAll = true;

        var outcome = _codec.Decode("""
            {"type":"message","topic":"/market/ticker:all","subject":"BTC-USDT","data":{"sequence":"11","price":"1","size":"1",
            "bestAsk":"101","bestAskSize":"1","bestBid":"100","bestBidSize":"1"}}
            """);

        Assert.Same(_feed, outcome.Feed);
        Assert.Equal(1, _feed.Quotes);
        Assert.Single(_codec.Feeds);
    }

    [Theory]
    [InlineData("""{"id":"1","type":"welcome"}""", FrameKind.Control)]
    [InlineData("""{"id":"1","type":"pong"}""", FrameKind.Control)]
    [InlineData("""{"id":"1","type":"ack"}""", FrameKind.Acknowledged)]
    [InlineData("""{"id":"1","type":"error","code":404,"data":"topic /market/x is not found"}""", FrameKind.Refused)]
    [InlineData("""{"id":"1","type":"error","data":"token is expired"}""", FrameKind.Refused)]
    [InlineData("""{"code":"400100","msg":"Invalid Parameter."}""", FrameKind.Refused)]
    [InlineData("""{"code":"200000","data":{"sequence":"1"}}""", FrameKind.Ignored)]
    [InlineData("""{"type":"message","topic":"/market/candles:BTC-USDT_1min","data":{}}""", FrameKind.Ignored)]
    [InlineData("""{"type":"message","topic":"/market/level2:ETH-USDT","data":{}}""", FrameKind.Ignored)]
    [InlineData("""{"type":"message","topic":"/market/level2:BTC-USDT"}""", FrameKind.Malformed)]
    public void FramesAreTakenForWhatTheyAre(string frame, FrameKind kind)
    {
        Assert.Equal(kind, _codec.Decode(frame).Kind);
        Assert.Equal(kind == FrameKind.Refused, _codec.LastError.Length > 0);
    }

    private void Start()
    {
        _codec.Load(_feed, Snapshot);
        Assert.Equal((BookState.Unproven, BookReason.AwaitingBridge), (_feed.Book.State, _feed.Book.Reason));
    }

    private static string Diff(int first, int last, string bids)
        => $$$"""{"type":"message","topic":"/market/level2:BTC-USDT","subject":"trade.l2update","data":{"sequenceStart":{{{first}}},"symbol":"BTC-USDT","changes":{"asks":[],"bids":[{{{bids}}}]},"sequenceEnd":{{{last}}}}}""";
}

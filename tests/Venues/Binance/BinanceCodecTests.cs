using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Binance;

public sealed class BinanceCodecTests
{
    private const string Snapshot = """{"lastUpdateId":10,"bids":[["100.5","1.5"]],"asks":[["101","2"]]}""";

    private readonly VenueCodec _codec = CodecDrive.Codec("binance");
    private readonly InstrumentFeed _feed;

    public BinanceCodecTests() => _feed = _codec.Follow("BTCUSDT");

    [Theory]
    [InlineData("""{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":11,"u":12,"b":[["100.6","2"]],"a":[["101","0"],["102","3"]]}""")]
    [InlineData("""{"a":[["101","0"],["102","3"]],"b":[["100.6","2"]],"u":12,"U":11,"s":"BTCUSDT","e":"depthUpdate"}""")]
    [InlineData("""{"u":12,"b":[["100.6","2"]],"s":"BTCUSDT","a":[["101","0"],["102","3"]],"U":11,"e":"depthUpdate"}""")]
    [InlineData("""{"stream":"btcusdt@depth","data":{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"a":[["101","0"],["102","3"]],"b":[["100.6","2"]]}}""")]
    [InlineData("""{"data":{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[["100.6","2",[]]],"a":[["101","0"],["102","3"]]},"stream":"btcusdt@depth"}""")]
    [InlineData(""" { "e" : "depthUpdate" , "s" : "BTCUSDT" , "U" : 11 , "u" : 12 , "b" : [ [ "100.6" , "2" ] ] , "a" : [ [ "101" , "0" ] , [ "102" , "3" ] ] } """)]
    [InlineData("""{"e":"depthUpdate","s":"ETHUSDT","U":11,"u":12,"b":[["100.6","2"]],"s":"BTCUSDT","a":[["101","0"],["102","3"]]}""")]
    public void ADiffIsReadInWhateverOrderItsMembersCome(string frame)
    {
        _codec.Load(_feed, Snapshot);

        Assert.Equal(FrameKind.Book, _codec.Decode(frame).Kind);

        Assert.Equal(["100.6×2", "100.5×1.5"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal(["102×3"], _feed.Book.Levels(_feed.Book.Asks));
        Assert.Equal((12L, BookState.Proven), (_feed.Book.Sequence, _feed.Book.State));
    }

    [Fact]
    public void NumbersAreReadAtTheScaleOfTheBookTheyGoTo()
    {
        // Two books at different scales, and a frame that names both: the last name counts, as with every JSON reader.
        var other = _codec.Follow("PEPEUSDT");
        _codec.Load(other, """{"lastUpdateId":10,"bids":[["0.0000001234","1"]],"asks":[["0.0000001240","1"]]}""");
        _codec.Load(_feed, Snapshot);
        Assert.NotEqual(other.Book.PriceDecimals, _feed.Book.PriceDecimals);

        _codec.Decode("""{"e":"depthUpdate","s":"PEPEUSDT","U":11,"u":11,"b":[["100.6","2"]],"s":"BTCUSDT","a":[]}""");

        Assert.Equal(["100.6×2", "100.5×1.5"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal(["0.0000001234×1"], other.Book.Levels(other.Book.Bids));
    }

    [Theory]
    [InlineData("""{"e":"trade","s":"BTCUSDT","p":"100.5","q":"2","m":true}""", Side.Sell)]
    [InlineData("""{"m":true,"q":"2","p":"100.5","s":"BTCUSDT","e":"trade"}""", Side.Sell)]
    [InlineData("""{"e":"aggTrade","s":"BTCUSDT","a":17,"p":"100.5","q":"2","f":1,"l":2,"m":false,"M":true}""", Side.Buy)]
    public void TheTakerOfATradeIsTheOneWhoDidNotWait(string frame, Side taker)
    {
        Assert.Equal(FrameKind.Trade, _codec.Decode(frame).Kind);
        Assert.Equal(taker, _feed.LastTrade.Taker);
        Assert.Equal("100.5", _feed.Book.PriceFrom(_feed.LastTrade.Price).ToString());
    }

    [Fact]
    public void FuturesChainByTheirOwnPreviousNumber()
    {
        _codec.Load(_feed, Snapshot);

        Assert.Equal(FrameKind.Book, _codec.Decode("""{"e":"depthUpdate","s":"BTCUSDT","U":8,"u":14,"pu":7,"b":[["100.6","2"]],"a":[]}""").Kind);
        Assert.Equal(FrameKind.Book, _codec.Decode("""{"e":"depthUpdate","s":"BTCUSDT","U":20,"u":24,"pu":14,"b":[["100.6","3"]],"a":[]}""").Kind);
        Assert.Equal(FrameKind.Held, _codec.Decode("""{"e":"depthUpdate","s":"BTCUSDT","U":25,"u":26,"pu":23,"b":[["100.6","4"]],"a":[]}""").Kind);

        Assert.Equal((BookState.Broken, BookReason.SequenceGap), (_feed.Book.State, _feed.Book.Reason));
        Assert.Equal(["100.6×3", "100.5×1.5"], _feed.Book.Levels(_feed.Book.Bids));
    }

    [Theory]
    [InlineData("""{"result":null,"id":1}""", FrameKind.Acknowledged)]
    [InlineData("""{"code":-1121,"msg":"Invalid symbol."}""", FrameKind.Refused)]
    [InlineData("""{"id":1,"status":400,"error":{"code":-1121,"msg":"Invalid symbol."}}""", FrameKind.Refused)]
    [InlineData("""[{"e":"24hrMiniTicker","s":"BTCUSDT","c":"1"}]""", FrameKind.Ignored)]
    [InlineData("""{"stream":"!ticker@arr","data":[{"e":"24hrTicker","s":"BTCUSDT"}]}""", FrameKind.Ignored)]
    [InlineData("""{"e":"depthUpdate","s":"ETHUSDT","U":1,"u":2,"b":[],"a":[]}""", FrameKind.Ignored)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"pu":-1,"b":[],"a":[]}""", FrameKind.Held)]
    public void TheRestIsTakenForWhatItIs(string frame, FrameKind kind) => Assert.Equal(kind, _codec.Decode(frame).Kind);

    [Theory]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","u":12,"b":[],"a":[]}""", FrameFault.MissingField)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[]}""", FrameFault.MissingField)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":13,"u":12,"b":[],"a":[]}""", FrameFault.Contradiction)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[["1","-1"]],"a":[]}""", FrameFault.BadNumber)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[["1"]],"a":[]}""", FrameFault.MissingField)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[],"b":[["1","1"]],"a":[]}""", FrameFault.WrongType)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[["1e9999","1"]],"a":[]}""", FrameFault.BadNumber)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":"11 ","u":12,"b":[],"a":[]}""", FrameFault.BadNumber)]
    [InlineData("{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"U\":\"11\n\",\"u\":12,\"b\":[],\"a\":[]}", FrameFault.BadNumber)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[],"a":[]}}""", FrameFault.NotJson)]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":11,"u":12,"b":[],"a":[]""", FrameFault.Truncated)]
    public void WhatIsWrongWithADiffIsNamedAndChangesNothing(string frame, FrameFault fault)
    {
        _codec.Load(_feed, Snapshot);
        var before = _feed.Book.Describe();

        var outcome = _codec.Decode(frame);

        Assert.Equal((FrameKind.Malformed, fault), (outcome.Kind, outcome.Fault));
        Assert.Equal(before, _feed.Book.Describe());
    }
}

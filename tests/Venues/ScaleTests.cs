using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues;

/// <summary>Books of cheap coins: tiny prices, sizes past 64 bits at eight decimals, and numbers that fit nowhere.</summary>
public sealed class ScaleTests
{
    private readonly VenueCodec _codec = CodecDrive.Codec("binance");
    private readonly InstrumentFeed _feed;

    public ScaleTests() => _feed = _codec.Follow("PEPEUSDT");

    [Fact]
    public void TenDecimalPricesAndSizesOverNinetyTwoBillionAreOneBook()
    {
        Load("""{"lastUpdateId":10,"bids":[["0.0000009312","123456789012.00"]],"asks":[["0.0000009313","987654321098765.5"]]}""");

        var outcome = _codec.Decode(Diff(11, """["0.0000009311","92233720368547758.0"]""", """["0.0000009313","0.5"]"""));

        Assert.Equal(FrameKind.Book, outcome.Kind);
        Assert.Equal(["0.0000009312×123456789012", "0.0000009311×92233720368547758"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal(["0.0000009313×0.5"], _feed.Book.Levels(_feed.Book.Asks));
        Assert.Equal(BookState.Proven, _feed.Book.State);
    }

    [Fact]
    public void ASnapshotOfManyDifferentPrecisionsFindsTheOneThatHoldsThemAll()
    {
        // Too large at eight decimals, and then one digit finer with every level.
        Load("""{"lastUpdateId":10,"bids":[["1","100000000000"],["0.9","0.1"],["0.8","0.01"],["0.7","0.001"],["0.6","0.0001"],["0.5","0.00001"],["0.4","0.000001"]],"asks":[]}""");

        Assert.Equal(7, _feed.Book.Bids.Count);
        Assert.Equal("1×100000000000", _feed.Book.Levels(_feed.Book.Bids)[0]);
        Assert.Equal("0.4×0.000001", _feed.Book.Levels(_feed.Book.Bids)[^1]);
    }

    [Theory]
    [InlineData("""["1","99999999999999999999"]""")]
    [InlineData("""["1","0.0000000000000000001"]""")]
    [InlineData("""["2","92233720368547758"],["1","0.0001"]""")]
    [InlineData("""["1","0.00000000001"],["2","999999999"]""")]
    public void NumbersThatNoScaleHoldsAreNamedAndLeaveTheBookAsItWas(string bids)
    {
        Load("""{"lastUpdateId":10,"bids":[["0.5","1.25"]],"asks":[["3","1"]]}""");
        _codec.Decode("""{"u":12,"s":"PEPEUSDT","b":"0.5","B":"1","a":"3","A":"1"}""");
        var before = _feed.Book.Describe();

        var outcome = _codec.Decode(Diff(11, bids, ""));

        Assert.Equal((FrameKind.Malformed, FrameFault.BadNumber), (outcome.Kind, outcome.Fault));
        Assert.Equal(before, _feed.Book.Describe());
        Assert.Equal((8, 8), (_feed.Book.PriceDecimals, _feed.Book.QuantityDecimals));

        // The diff is lost, and the next one shows it.
        _codec.Decode(Diff(12, """["0.5","2"]""", ""));
        Assert.Equal((BookState.Broken, BookReason.SequenceGap), (_feed.Book.State, _feed.Book.Reason));
    }

    [Fact]
    public void ASnapshotThatNoScaleHoldsIsNamedAndABetterOneStillWorks()
    {
        var outcome = _codec.Load(_feed, """{"lastUpdateId":10,"bids":[["1","92233720368547758"],["0.9","0.0001"]],"asks":[]}""");

        Assert.Equal((FrameKind.Malformed, FrameFault.BadNumber), (outcome.Kind, outcome.Fault));
        Assert.Equal((BookState.Unproven, BookReason.NumberRange, 0), (_feed.Book.State, _feed.Book.Reason, _feed.Book.Bids.Count));
        Load("""{"lastUpdateId":11,"bids":[["1","1"]],"asks":[]}""");
        Assert.Equal(FrameKind.Book, _codec.Decode(Diff(12, """["1","2"]""", "")).Kind);
    }

    [Fact]
    public void WhatABrokenBookStillHoldsDoesNotKeepItsSuccessorOut()
    {
        Load("""{"lastUpdateId":10,"bids":[["1","0.00000001"]],"asks":[]}""");
        _codec.Decode(Diff(15, "", ""));
        Assert.Equal(FrameKind.Held, _codec.Decode(Diff(16, """["1","2"]""", "")).Kind);

        // At eight decimals the new size has no place, and at fewer the old one has none.
        Load("""{"lastUpdateId":15,"bids":[["1","100000000000.5"]],"asks":[]}""");

        Assert.Equal(["1×2"], _feed.Book.Levels(_feed.Book.Bids));
        Assert.Equal(BookState.Proven, _feed.Book.State);
    }

    [Fact]
    public void ATradeOfAnotherScaleIsForgottenRatherThanMisread()
    {
        _codec.Decode("""{"e":"trade","s":"PEPEUSDT","p":"2","q":"3","m":true}""");
        Assert.Equal(2_00000000, _feed.LastTrade.Price);

        _codec.Decode("""{"u":12,"s":"PEPEUSDT","b":"0.000000000005","B":"1","a":"3","A":"1"}""");

        Assert.Equal(12, _feed.Book.PriceDecimals);
        Assert.Equal(default, _feed.LastTrade);
    }

    private static string Diff(long number, string bids, string asks)
        => $$"""{"e":"depthUpdate","E":1,"s":"PEPEUSDT","U":{{number}},"u":{{number}},"b":[{{bids}}],"a":[{{asks}}]}""";

    private void Load(string snapshot) => Assert.Equal(FrameKind.Book, _codec.Load(_feed, snapshot).Kind);
}

using Arbit.EdgeRunner.Books;
using Arbit.Money;
using Arbit.Tests.Support;

namespace Arbit.Tests.Books;

public sealed class OrderBookTests
{
    private readonly OrderBook _book = new();

    [Fact]
    public void ASideThatCannotMoveKeepsTheOtherWhereItWas()
    {
        _book.Bids.Set(1_000, 1);
        _book.Asks.Set(long.MaxValue - 1, 1);
        var before = _book.Describe();

        Assert.Throws<MoneyOverflowException>(() => _book.Rescale(9, 8));

        Assert.Equal(before, _book.Describe());
        Assert.Equal((8, 8, 0), (_book.PriceDecimals, _book.QuantityDecimals, _book.ScaleVersion));
    }

    [Fact]
    public void AQuoteMovesWithItsBookAndIsDroppedWhereItHasNoPlace()
    {
        _book.Overlay(new BestQuote(5, 100_00000000, 2_00000000, 101_00000000, 3_00000000));

        _book.Rescale(10, 6);
        Assert.Equal(("100", "2"), (_book.PriceFrom(_book.BidPrice).ToString(), _book.QuantityFrom(_book.BidQuantity).ToString()));
        Assert.True(_book.IsQuoteNewer);

        _book.Rescale(18, 6);
        Assert.False(_book.IsQuoteNewer);
    }

    [Fact]
    public void TheFirstReasonOfABreakStaysUntilTheBookIsBuiltAnew()
    {
        _book.Break(BookReason.SequenceGap);
        _book.Break(BookReason.Crossed);

        Assert.Equal((BookState.Broken, BookReason.SequenceGap, 1L), (_book.State, _book.Reason, _book.Breaks));
        Assert.False(_book.IsUsable);
    }

    [Fact]
    public void AnOlderQuoteNeverReplacesANewerOne()
    {
        _book.Sequence = 3;
        _book.Overlay(new BestQuote(5, 50, 1, 60, 1));
        _book.Overlay(new BestQuote(4, 40, 1, 70, 1));

        Assert.Equal((50L, 60L), (_book.BidPrice, _book.AskPrice));
        _book.Sequence = 5;
        Assert.Equal((0L, 0L), (_book.BidPrice, _book.AskPrice));
    }

    [Fact]
    public void LockedAndInvertedTopsAreCrossedAndEmptySidesAreNot()
    {
        _book.Bids.Set(100, 1);
        Assert.False(_book.IsCrossed);
        _book.Asks.Set(100, 1);
        Assert.True(_book.IsCrossed);
        _book.Asks.Set(100, 0);
        _book.Asks.Set(101, 1);
        Assert.False(_book.IsCrossed);
    }
}

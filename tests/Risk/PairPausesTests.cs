using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Risk;
using Arbit.Strategy;

namespace Arbit.Tests.Risk;

public sealed class PairPausesTests
{
    private const long Second = RiskBench.Second;

    private readonly RiskBench _bench = new();
    private readonly PairPauses _pauses;

    public PairPausesTests()
        => _pauses = new PairPauses(new PairPauseSettings(0.02, 0.03, 10 * Second, 2, 60 * Second, 30 * Second), _bench.Instruments, _bench);

    [Fact]
    public void A_spread_over_the_limit_pauses_the_pair_until_it_has_been_well_for_a_while()
    {
        Look("100", "101.99", 1);
        Assert.Equal(RefusalReason.None, _pauses.Check(_bench.Cross, Second));
        Look("100", "102.01", 2);
        Look("100", "102.01", 12);
        Assert.Equal(RefusalReason.PairPaused, _pauses.Check(_bench.Cross, (42 * Second) - 1));
        Assert.Equal(RefusalReason.PairPaused, _pauses.Check(_bench.Triangle, 12 * Second));
        var stop = Assert.Single(_pauses.StopsAt(13 * Second));
        Assert.Equal((StopScope.Pair, "alpha BTC/USDT", "its spread is over 200 bps", 2 * Second), (stop.Scope, stop.Subject, stop.Reason, stop.Since));
        Assert.Equal(RefusalReason.None, _pauses.Check(_bench.Cross, 42 * Second));
        Assert.Single(_bench.Audited);
    }

    [Theory]
    [InlineData("102.8", RefusalReason.None)]
    [InlineData("103.2", RefusalReason.PairPaused)]
    public void A_move_over_the_limit_within_the_window_pauses_the_pair(string to, RefusalReason expected)
    {
        Look("100", "100", 1);
        Look("101.5", "101.5", 4);
        Look(to, to, 8);
        Assert.Equal(expected, _pauses.Check(_bench.Cross, 8 * Second));
    }

    [Fact]
    public void A_move_that_took_longer_than_the_window_is_none()
    {
        for (var i = 0; i <= 40; i++)
        {
            var price = $"{100 + (i * 0.25m)}";
            Look(price, price, 1 + i);
        }

        Assert.Equal(RefusalReason.None, _pauses.Check(_bench.Cross, 41 * Second));
    }

    [Fact]
    public void A_fall_is_a_move_too()
    {
        Look("100", "100", 1);
        Look("96.9", "96.9", 2);
        Assert.Equal(RefusalReason.PairPaused, _pauses.Check(_bench.Cross, 2 * Second));
    }

    [Theory]
    [InlineData(BookReason.ChecksumFailed, RefusalReason.PairPaused)]
    [InlineData(BookReason.SequenceGap, RefusalReason.PairPaused)]
    [InlineData(BookReason.Silent, RefusalReason.None)]
    [InlineData(BookReason.Disconnected, RefusalReason.None)]
    public void A_book_that_is_out_of_sync_more_often_than_allowed_rests(BookReason reason, RefusalReason expected)
    {
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(RefusalReason.None, _pauses.Check(_bench.Cross, i * Second));
            _bench.Quote(_bench.Instruments[0], "99.90", "100.00");
            _bench.Instruments[0].Book.Break(reason);
            _pauses.OnBroken(_bench.Instruments[0], i * Second);
        }

        Assert.Equal(expected, _pauses.Check(_bench.Cross, 3 * Second));
    }

    [Fact]
    public void Losses_of_sync_that_are_far_apart_do_not_add_up()
    {
        for (var i = 0; i < 10; i++)
        {
            _bench.Quote(_bench.Instruments[0], "99.90", "100.00");
            _bench.Instruments[0].Book.Break(BookReason.SequenceGap);
            _pauses.OnBroken(_bench.Instruments[0], i * 31 * Second);
            Assert.Equal(RefusalReason.None, _pauses.Check(_bench.Cross, i * 31 * Second));
        }
    }

    private void Look(string bid, string ask, long second)
    {
        _bench.Quote(_bench.Instruments[0], bid, ask);
        _pauses.OnTop(_bench.Instruments[0], second * Second);
    }
}

using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Strategy;

namespace Arbit.Tests.Risk;

public sealed class VenueBreakerTests
{
    private const long Second = RiskBench.Second;

    private readonly RiskBench _bench = new();
    private readonly VenueBreaker _breaker;

    public VenueBreakerTests()
        => _breaker = new VenueBreaker(new VenueBreakerSettings(3, 60 * Second, 30 * Second, 100 * Second, 2 * Second), _bench.Instruments, _bench.Book, _bench);

    [Fact]
    public void What_was_kept_back_here_is_no_failure_of_the_venue()
    {
        for (var i = 0; i < 5; i++)
        {
            var order = _bench.Send(i * Second);
            _bench.Book.Apply(new OrderEnded((i * Second) + 1, order.Id, OrderState.Rejected, "") { IsKeptBack = true });
            _breaker.OnEnded(order, (i * Second) + 1);
        }

        Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, 6 * Second));
    }

    [Fact]
    public void Opens_on_the_third_failure_within_the_window_and_says_how_it_comes_back()
    {
        Fail(0);
        Fail(61);
        Fail(62);
        Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, 62 * Second));
        Fail(63);
        Assert.Equal(RefusalReason.VenuePaused, _breaker.Check(_bench.Cross, 63 * Second));
        Assert.Equal(RefusalReason.VenuePaused, _breaker.Check(_bench.Triangle, 63 * Second));
        var stop = Assert.Single(_breaker.StopsAt(64 * Second));
        Assert.Equal((StopScope.Venue, "alpha"), (stop.Scope, stop.Subject));
        Assert.StartsWith("by itself: in 29 s", stop.Resumes, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_open_it_lets_one_trial_through_which_closes_it()
    {
        Trip(10);
        Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, 41 * Second));
        var trial = _bench.Send(41 * Second);
        Assert.Equal(RefusalReason.VenuePaused, _breaker.Check(_bench.Cross, 41 * Second));
        _breaker.OnEnded(_bench.End(trial, OrderState.Filled, 42 * Second), 42 * Second);
        Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, 42 * Second));
        Assert.Empty(_breaker.StopsAt(42 * Second));
    }

    [Fact]
    public void A_trial_that_fails_doubles_the_wait_up_to_the_longest()
    {
        Trip(10);
        var at = 41L;
        foreach (var wait in (long[])[60, 100, 100])
        {
            Fail(at);
            Assert.Equal(RefusalReason.VenuePaused, _breaker.Check(_bench.Cross, ((at + wait) * Second) - 1));
            Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, (at + wait) * Second));
            at += wait;
        }
    }

    [Fact]
    public void What_was_sent_before_it_opened_neither_closes_nor_prolongs_it()
    {
        var early = _bench.Send(9 * Second);
        var other = _bench.Send(9 * Second);
        Trip(10);
        _breaker.OnEnded(_bench.End(early, OrderState.Filled, 11 * Second - 1), 11 * Second - 1);
        _breaker.OnEnded(_bench.End(other, OrderState.Rejected, 11 * Second), 11 * Second);
        Assert.Equal(RefusalReason.VenuePaused, _breaker.Check(_bench.Cross, (40 * Second) - 1));
        Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, 40 * Second));
    }

    /// <summary>L07: an order that nobody answered is a failure of the venue before anybody knows what became of it, and counts once.</summary>
    [Fact]
    public void Orders_without_an_answer_count_once()
    {
        var orders = Enumerable.Range(0, 3).Select(_ => _bench.Send(Second)).ToList();
        orders[0].State = orders[1].State = OrderState.Unknown;
        _breaker.OnTimer(4 * Second);
        _breaker.OnTimer(5 * Second);
        _breaker.OnEnded(_bench.End(orders[0], OrderState.NotFound, 6 * Second), 6 * Second);
        Assert.Equal(RefusalReason.None, _breaker.Check(_bench.Cross, 6 * Second));
        orders[2].State = OrderState.Unknown;
        _breaker.OnTimer(7 * Second);
        Assert.Equal(RefusalReason.VenuePaused, _breaker.Check(_bench.Cross, 7 * Second));
    }

    private void Trip(long second)
    {
        for (var i = 0; i < 3; i++)
            Fail(second);
    }

    private void Fail(long second) => _breaker.OnEnded(_bench.Ended(OrderState.Rejected, second * Second, 0), second * Second);
}

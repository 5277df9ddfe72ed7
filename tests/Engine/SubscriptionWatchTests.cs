using Arbit.EdgeRunner.Engine;

namespace Arbit.Tests.Engine;

/// <summary>One subscription's rate, learned and watched, in told time.</summary>
public sealed class SubscriptionWatchTests
{
    private const long Second = 1_000_000_000;

    private long _now = 1_700_000_000 * Second;

    [Theory]
    [InlineData(1, SubscriptionWatch.Least)]
    [InlineData(1000, 10 * Second)]
    [InlineData(7000, 70 * Second)]
    [InlineData(500_000, SubscriptionWatch.Most)]
    public void Its_patience_follows_its_own_rate_within_bounds(long milliseconds, long patience)
    {
        var watch = Learned(milliseconds);
        Assert.Equal(patience, watch.Patience());
        Assert.Equal(SilenceStep.None, watch.Check(_now + patience - 1));
        Assert.Equal(SilenceStep.Resubscribe, watch.Check(_now + patience));
    }

    [Fact]
    public void A_long_quiet_that_ended_by_itself_is_taken_for_usual()
    {
        var watch = Learned(500);
        _now += 40 * Second;
        watch.Saw(_now);
        Assert.Equal(80 * Second, watch.Patience());
    }

    [Fact]
    public void What_was_not_heard_often_enough_has_no_rate_yet()
    {
        var watch = new SubscriptionWatch();
        for (var i = 0; i < 8; i++)
            watch.Saw(_now += Second);
        Assert.Equal(SilenceStep.None, watch.Check(_now + (3600 * Second)));
    }

    [Fact]
    public void First_the_subscription_then_the_connection_then_less_and_less_often_until_data_come()
    {
        var watch = Learned(100);
        var steps = new List<(SilenceStep Step, long After)>();
        for (var second = 1; second <= 100; second++)
        {
            if (watch.Check(_now + (second * Second)) is var step and not SilenceStep.None)
                steps.Add((step, second));
        }

        Assert.Equal(
            [(SilenceStep.Resubscribe, 5), (SilenceStep.Reconnect, 10), (SilenceStep.Resubscribe, 20), (SilenceStep.Reconnect, 30), (SilenceStep.Resubscribe, 50), (SilenceStep.Reconnect, 70)],
            steps);
        _now += 101 * Second;
        watch.Saw(_now);

        // What was done about it is no part of its rate.
        Assert.Equal(SubscriptionWatch.Least, watch.Patience());
        Assert.Equal(SilenceStep.Resubscribe, watch.Check(_now + SubscriptionWatch.Least));
    }

    [Fact]
    public void After_a_new_connection_silence_counts_from_there()
    {
        var watch = Learned(100);
        _now += 4 * Second;
        watch.Restart(_now);
        Assert.Equal(SilenceStep.None, watch.Check(_now + SubscriptionWatch.Least - 1));
        Assert.Equal(SilenceStep.Resubscribe, watch.Check(_now + SubscriptionWatch.Least));
    }

    private SubscriptionWatch Learned(long milliseconds)
    {
        var watch = new SubscriptionWatch();
        var at = _now - (50 * milliseconds * 1_000_000 * Math.Max(1, 500 / milliseconds));
        for (; at <= _now; at += milliseconds * 1_000_000)
            watch.Saw(at);
        watch.Saw(_now);
        return watch;
    }
}

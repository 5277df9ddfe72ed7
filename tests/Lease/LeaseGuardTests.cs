using Arbit.EdgeRunner.Lease;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lease;

/// <summary>Whether something may be sent, at the edges. The lease stands 30 s, the margin is 5 s.</summary>
public sealed class LeaseGuardTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ManualTime _time = new();
    private readonly LeaseGuard _guard;

    public LeaseGuardTests() => _guard = new LeaseGuard(_time, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));

    [Fact]
    public void Held_by_nobody_nothing_is_allowed()
    {
        Assert.False(_guard.Allows(0));
        Assert.False(_guard.Allows(1));
    }

    [Fact]
    public void It_counts_from_before_the_request_and_ends_a_margin_early_to_the_tick()
    {
        var asked = LeaseInstant.Now(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        _guard.Take(4, asked, TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(15) - Tick);
        Assert.True(_guard.Allows(4));
        Assert.Equal(Tick, _guard.Remaining);
        _time.Advance(Tick);
        Assert.False(_guard.Allows(4));
    }

    [Fact]
    public void A_renewal_that_was_stuck_past_its_end_renews_nothing()
    {
        _guard.Take(4, LeaseInstant.Now(_time), TimeSpan.Zero);
        var asked = LeaseInstant.Now(_time);
        _time.Advance(TimeSpan.FromSeconds(25));
        _guard.Renew(asked);
        Assert.False(_guard.Allows(4));
    }

    [Fact]
    public void An_older_request_answered_late_does_not_set_it_back()
    {
        _guard.Take(4, LeaseInstant.Now(_time), TimeSpan.Zero);
        var stuck = LeaseInstant.Now(_time);
        _time.Advance(TimeSpan.FromSeconds(20));
        _guard.Renew(LeaseInstant.Now(_time));
        _guard.Renew(stuck);
        _time.Advance(TimeSpan.FromSeconds(24));
        Assert.True(_guard.Allows(4));
    }

    [Fact]
    public void What_was_decided_under_another_epoch_is_not_sent_under_this_one()
    {
        _guard.Take(6, LeaseInstant.Now(_time), TimeSpan.Zero);
        Assert.False(_guard.Allows(5));
        Assert.True(_guard.Allows(6));
    }

    [Fact]
    public void Until_the_wait_is_over_nothing_is_allowed_however_often_it_is_renewed()
    {
        _guard.Take(2, LeaseInstant.Now(_time), TimeSpan.FromSeconds(35));
        for (var second = 0; second < 35; second++)
        {
            Assert.False(_guard.Allows(2));
            _time.Advance(TimeSpan.FromSeconds(1));
            _guard.Renew(LeaseInstant.Now(_time));
        }

        Assert.True(_guard.Allows(2));
    }

    [Fact]
    public void A_clock_set_back_does_not_make_it_longer_nor_one_set_forward_the_wait_shorter()
    {
        _guard.Take(1, LeaseInstant.Now(_time), TimeSpan.Zero);
        _time.SetClock(TimeSpan.FromHours(-1));
        _time.Advance(TimeSpan.FromSeconds(25));
        Assert.False(_guard.Allows(1));

        _guard.Take(2, LeaseInstant.Now(_time), TimeSpan.FromSeconds(13));
        _time.SetClock(TimeSpan.FromHours(2));
        _guard.Renew(LeaseInstant.Now(_time));
        _time.Advance(TimeSpan.FromSeconds(12));
        _guard.Renew(LeaseInstant.Now(_time));
        Assert.False(_guard.Allows(2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_guard.Allows(2));
    }

    [Fact]
    public void A_machine_that_was_suspended_has_lost_it_though_its_monotonic_clock_stood_still()
    {
        _guard.Take(1, LeaseInstant.Now(_time), TimeSpan.Zero);
        _time.SetClock(TimeSpan.FromSeconds(25));
        Assert.False(_guard.Allows(1));
    }
}

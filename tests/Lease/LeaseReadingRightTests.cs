using Arbit.EdgeRunner.Lease;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lease;

/// <summary>Who may read commands: whoever may trade, and only once the one before is waited out.</summary>
public sealed class LeaseReadingRightTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly LeaseGuard _guard;
    private readonly LeaseReadingRight _right;

    public LeaseReadingRightTests()
    {
        _guard = new LeaseGuard(_time, Ttl, Margin);
        _right = new LeaseReadingRight(_guard, _time);
    }

    [Fact]
    public async Task It_is_given_once_the_lease_is_held_and_the_one_before_is_waited_out()
    {
        var waiting = _right.WaitAsync(-1, default);
        await AdvanceAsync();
        Assert.False(waiting.IsCompleted);
        _guard.Take(7, LeaseInstant.Now(_time), TimeSpan.FromSeconds(2));
        await AdvanceAsync();
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(7, await waiting);
        Assert.True(_right.Allows(7));
    }

    [Fact]
    public async Task Taken_away_under_a_level_it_is_given_again_only_under_a_higher_one()
    {
        _guard.Take(7, LeaseInstant.Now(_time), TimeSpan.Zero);
        var waiting = _right.WaitAsync(7, default);
        await AdvanceAsync();
        Assert.False(waiting.IsCompleted);
        _guard.Take(9, LeaseInstant.Now(_time), TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9, await waiting);
        Assert.False(_right.Allows(7));
    }

    [Fact]
    public void It_ends_with_the_lease_a_margin_early()
    {
        _guard.Take(7, LeaseInstant.Now(_time), TimeSpan.Zero);
        _time.Advance(Ttl - Margin);
        Assert.False(_right.Allows(7));
    }

    /// <summary>A second passes once whoever waits has set its timer.</summary>
    private async Task AdvanceAsync()
    {
        await _time.WhenTimerAsync(_ => true);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WhenTimerAsync(_ => true);
    }
}

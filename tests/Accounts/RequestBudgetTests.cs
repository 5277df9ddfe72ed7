using Arbit.Accounts;
using Arbit.Tests.Support;

namespace Arbit.Tests.Accounts;

/// <summary>Lesson L22: one budget an account, and orders before questions.</summary>
public sealed class RequestBudgetTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    [Fact]
    public void Questions_leave_the_orders_their_part()
    {
        var budget = new RequestBudget(5, 2, Window, new ManualTime());
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => budget.TryTake(isOrder: false)));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TryTake(isOrder: true)));
        Assert.Equal(2, budget.Refused);
    }

    [Fact]
    public void What_was_taken_comes_back_when_the_window_has_passed_it()
    {
        var time = new ManualTime();
        var budget = new RequestBudget(1, 0, Window, time);
        Assert.True(budget.TryTake(isOrder: true));
        time.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.False(budget.TryTake(isOrder: true));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(budget.TryTake(isOrder: true));
    }

    [Fact]
    public void While_the_venue_has_asked_to_wait_nothing_is_sent_not_even_an_order()
    {
        var time = new ManualTime();
        var budget = new RequestBudget(100, 50, Window, time);
        budget.Close(TimeSpan.FromSeconds(30));
        budget.Close(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(budget.TryTake(isOrder: true));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(budget.TryTake(isOrder: true));
    }
}

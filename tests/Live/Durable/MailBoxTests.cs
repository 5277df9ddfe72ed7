using Arbit.Live.Durable;
using Arbit.Workflows;

namespace Arbit.Tests.Live.Durable;

public sealed class MailBoxTests
{
    [Fact]
    public void An_end_that_is_told_before_anybody_waits_for_it_is_kept_for_everybody()
    {
        var box = new MailBox([], []);
        box.Receive(new DurableMail(MailKind.Ended, "c-1", "\"end\"", "1"));
        Assert.Equal("\"end\"", box.Take(MailKind.Ended, "c-1"));
        Assert.Equal("\"end\"", box.Take(MailKind.Ended, "c-1"));
        Assert.Null(box.Take(MailKind.Event, "c-1"));
        Assert.Empty(box.Untaken);
    }

    [Fact]
    public async Task An_end_is_for_all_who_wait_and_an_event_for_the_first_and_either_cancels_their_timers()
    {
        var box = new MailBox([], []);
        using DurableWait first = new(MailKind.Event, "x"), second = new(MailKind.Event, "x"), end = new(MailKind.Ended, "x"), other = new(MailKind.Ended, "x");
        foreach (var wait in (DurableWait[])[first, second, end, other])
            box.Add(wait);
        box.Receive(new DurableMail(MailKind.Event, "x", "1", "2"));
        Assert.Equal("1", await first.Arrived);
        box.Receive(new DurableMail(MailKind.Ended, "x", "2", "3"));
        Assert.Equal(("2", "2"), (await end.Arrived, await other.Arrived));
        Assert.False(second.Arrived.IsCompleted);
        Assert.Equal([true, false, true, true], ((DurableWait[])[first, second, end, other]).Select(wait => wait.TimerCancelled.IsCancellationRequested));
    }

    [Fact]
    public void What_was_not_taken_goes_on_in_the_order_of_its_arrival()
    {
        var box = new MailBox([new UntakenEvent("a", "1"), new UntakenEvent("b", "2")], []);
        box.Receive(new DurableMail(MailKind.Event, "a", "3", "4"));
        Assert.Equal("1", box.Take(MailKind.Event, "a"));
        Assert.Equal([new UntakenEvent("b", "2"), new UntakenEvent("a", "3")], box.Untaken);
    }

    [Fact]
    public void Closed_it_cancels_every_timer_and_wakes_nobody()
    {
        var box = new MailBox([], []);
        using var wait = new DurableWait(MailKind.Event, name: null);
        box.Add(wait);
        box.Close();
        Assert.True(wait.TimerCancelled.IsCancellationRequested);
        Assert.False(wait.Arrived.IsCompleted);
        Assert.False(box.Remove(wait));
    }
}

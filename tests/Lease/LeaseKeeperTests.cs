using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Lease;
using Arbit.Tests.Execution;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lease;

/// <summary>Two that want one lease, turn by turn. It stands 30 s, is renewed every 10, and the longest send is 5.</summary>
public sealed class LeaseKeeperTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryLeaseStore _store;
    private readonly Order _order;

    public LeaseKeeperTests()
    {
        _store = new MemoryLeaseStore(_time);
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        _order = desk.Sent[0];
    }

    [Fact]
    public async Task A_free_lease_that_was_never_held_trades_at_once()
    {
        await using var first = new Contender("first", _store, _time, leastEpoch: 41);
        Assert.Equal(LeaseStanding.Waiting, first.Standing);
        await first.Keeper.AskAsync();
        Assert.Equal(new LeaseChange(LeaseStanding.Held, 41, "first"), first.Change());
        Assert.Equal([41], first.Fenced);
        first.Gateway.Send(_order);
        Assert.Equal([_order.Id], first.Sent);
    }

    [Fact]
    public async Task Without_it_an_order_is_answered_as_never_sent_and_may_still_be_looked_up_and_cancelled()
    {
        await using var first = new Contender("first", _store, _time);
        await using var second = new Contender("second", _store, _time);
        await first.Keeper.AskAsync();
        await second.Keeper.AskAsync();
        Assert.Equal(new LeaseChange(LeaseStanding.Waiting, 0, "first"), second.Change());
        second.Gateway.Send(_order);
        second.Gateway.LookUp(_order);
        second.Gateway.Cancel(_order);
        Assert.Empty(second.Sent);
        Assert.Equal(2, second.LookedUp.Count);
        Assert.True(second.Gateway.TryTakeReply(out var reply));
        Assert.Equal((_order.Id, ReplyKind.Rejected, true, LeasedGateway.NotHeld), (reply.ClientOrderId, reply.Kind, reply.Filled.IsZero, reply.Note));
        Assert.False(second.Gateway.TryTakeReply(out _));
    }

    [Fact]
    public async Task After_the_holder_died_the_next_waits_for_its_ttl_its_wait_and_only_then_trades()
    {
        await using var first = new Contender("first", _store, _time);
        await using var second = new Contender("second", _store, _time);
        await first.Keeper.AskAsync();
        Assert.Equal(LeaseStanding.Held, first.Standing);
        var died = _time.GetUtcNow();
        while (second.Standing != LeaseStanding.Held)
        {
            second.Gateway.Send(_order);
            Assert.Empty(second.Sent);
            _time.Advance(TimeSpan.FromSeconds(1));
            await second.Keeper.AskAsync();
        }

        // Run out after 30 s, then waited for another 30 and the longest send.
        Assert.Equal(TimeSpan.FromSeconds(65), _time.GetUtcNow() - died);
        Assert.True(second.Change().Epoch > first.Fenced[0]);
        Assert.Equal(LeaseStanding.Lost, first.Standing);
    }

    [Fact]
    public async Task Given_back_the_next_waits_for_the_longest_send_only()
    {
        await using var second = new Contender("second", _store, _time);
        await using (var first = new Contender("first", _store, _time))
        {
            await first.Keeper.AskAsync();
            await second.Keeper.AskAsync();
        }

        await second.Keeper.AskAsync();
        Assert.NotEqual(LeaseStanding.Held, second.Standing);
        _time.Advance(Contender.Margin);
        Assert.Equal(LeaseStanding.Held, second.Standing);
    }

    [Fact]
    public async Task A_store_out_of_reach_lets_the_guard_run_out_and_back_in_reach_the_same_epoch_goes_on()
    {
        var store = new FallibleStore(_store);
        await using var first = new Contender("first", store, _time);
        await first.Keeper.AskAsync();
        var held = first.Change();
        store.IsUnreachable = true;
        var standings = new List<LeaseStanding>();
        for (var second = 1; second <= 25; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await first.Keeper.AskAsync();
            standings.Add(first.Standing);
        }

        Assert.Equal([LeaseStanding.Held, LeaseStanding.Expiring, LeaseStanding.Lost], standings.Distinct());
        Assert.Equal(LeaseStanding.Lost, standings[^1]);
        Assert.Equal(LeaseStanding.Expiring, standings[^2]);
        Assert.Equal("out of reach", first.Keeper.Problem);
        first.Gateway.Send(_order);
        Assert.Empty(first.Sent);

        store.IsUnreachable = false;
        await first.Keeper.AskAsync();
        Assert.Equal(held, first.Change());
        Assert.Null(first.Keeper.Problem);
    }

    [Fact]
    public async Task A_renewal_that_never_answers_is_given_up_and_renews_nothing()
    {
        var store = new FallibleStore(_store);
        await using var first = new Contender("first", store, _time);
        await first.Keeper.AskAsync();
        Assert.Equal(LeaseStanding.Held, first.Standing);
        store.IsStuck = true;
        for (var turn = 0; turn < 3; turn++)
        {
            var asking = first.Keeper.AskAsync();
            _time.Advance(first.Keeper.RenewEvery);
            await asking;
        }

        Assert.Equal(LeaseStanding.Lost, first.Standing);
        Assert.Contains("did not answer", first.Keeper.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_send_right_at_the_edge_leaves_a_tick_before_it_and_not_at_it()
    {
        await using var first = new Contender("first", _store, _time);
        await first.Keeper.AskAsync();
        Assert.Equal(LeaseStanding.Held, first.Standing);
        _time.Advance(Contender.Ttl - Contender.Margin - TimeSpan.FromTicks(1));
        first.Gateway.Send(_order);
        Assert.Single(first.Sent);
        _time.Advance(TimeSpan.FromTicks(1));

        // The engine has not been told yet: the gateway holds it back by itself.
        first.Gateway.Send(_order);
        Assert.Single(first.Sent);
        Assert.True(first.Gateway.TryTakeReply(out _));
    }

    [Fact]
    public async Task A_process_that_was_stopped_while_two_others_traded_sends_nothing_of_before()
    {
        await using var first = new Contender("first", _store, _time);
        await first.Keeper.AskAsync();
        Assert.Equal(LeaseStanding.Held, first.Standing);
        _time.Advance(Contender.Ttl);
        await using (var second = new Contender("second", _store, _time))
            await second.Keeper.AskAsync();
        await first.Keeper.AskAsync();
        await first.Keeper.AskAsync();

        // It has the lease again, and its engine, stopped between decision and send, goes on with what it had decided.
        first.Gateway.Send(_order);
        Assert.Empty(first.Sent);
        Assert.Equal(2, first.Fenced.Count);
        Assert.Equal(LeaseStanding.Lost, first.Standing);
        for (var waited = TimeSpan.Zero; waited < Contender.Ttl + Contender.Margin; waited += Contender.Margin)
        {
            _time.Advance(Contender.Margin);
            await first.Keeper.AskAsync();
        }

        Assert.Equal(LeaseStanding.Held, first.Standing);
    }

    [Fact]
    public async Task In_the_background_it_is_renewed_every_third()
    {
        await using var first = new Contender("first", _store, _time);
        first.Keeper.Start();
        await using var second = new Contender("second", _store, _time);
        for (var renewal = 0; renewal < 10; renewal++)
        {
            // The timer that the next renewal waits for is set once the last one was answered.
            await _time.WhenTimerAsync(due => due == first.Keeper.RenewEvery);
            Assert.Equal(LeaseStanding.Held, first.Standing);
            await second.Keeper.AskAsync();
            Assert.Equal(LeaseStanding.Waiting, second.Standing);
            _time.Advance(first.Keeper.RenewEvery);
        }
    }
}

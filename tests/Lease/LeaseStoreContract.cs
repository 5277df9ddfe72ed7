using Arbit.EdgeRunner.Lease;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lease;

/// <summary>What every lease store keeps to. Two askers are two stores over the same leases, as two processes are.</summary>
public abstract class LeaseStoreContract
{
    private const string Name = "trading";

    private static readonly LeaseTerms First = new("first", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3));
    private static readonly LeaseTerms Second = new("second", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));

    protected ManualTime Time { get; } = new();

    /// <summary>Another view on the same leases.</summary>
    protected abstract ILeaseStore Open();

    [SkippableFact]
    public async Task What_was_never_held_is_given_at_once_and_not_below_what_is_asked_for()
    {
        var answer = await TakeAsync(Open(), First, 7);
        Assert.Equal(new LeaseAnswer(true, "first", 7, First.Ttl, TimeSpan.Zero), answer);
    }

    [SkippableFact]
    public async Task Another_is_told_who_has_it_and_for_how_long()
    {
        var (one, other) = (Open(), Open());
        var held = await TakeAsync(one, First);
        Time.Advance(TimeSpan.FromSeconds(4));
        var refused = await TakeAsync(other, Second);
        Assert.Equal(new LeaseAnswer(false, "first", held.Epoch, TimeSpan.FromSeconds(6), TimeSpan.Zero), refused);
    }

    [SkippableFact]
    public async Task Renewed_it_stays()
    {
        var (one, other) = (Open(), Open());
        var held = await TakeAsync(one, First);
        for (var i = 0; i < 5; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(9));
            Assert.True((await RenewAsync(one, First, held.Epoch)).IsHolder);
            Assert.False((await TakeAsync(other, Second)).IsHolder);
        }
    }

    [SkippableFact]
    public async Task Run_out_another_takes_it_and_waits_a_whole_ttl_and_the_longest_send()
    {
        var (one, other) = (Open(), Open());
        var held = await TakeAsync(one, First);
        Time.Advance(First.Ttl);
        var taken = await TakeAsync(other, Second);
        Assert.True(taken.IsHolder);
        Assert.True(taken.Epoch > held.Epoch);
        Assert.Equal(First.Ttl + First.LongestSend, taken.Wait);
        Assert.False((await RenewAsync(one, First, held.Epoch)).IsHolder);
    }

    [SkippableFact]
    public async Task Given_back_another_takes_it_at_once_and_waits_the_longest_send()
    {
        var (one, other) = (Open(), Open());
        var held = await TakeAsync(one, First);
        await one.ReleaseAsync(Name, First, held.Epoch, default);
        var taken = await TakeAsync(other, Second);
        Assert.Equal((true, First.LongestSend), (taken.IsHolder, taken.Wait));
        Assert.True(taken.Epoch > held.Epoch);
    }

    [SkippableFact]
    public async Task Its_own_it_takes_again_without_waiting_under_a_new_epoch()
    {
        var one = Open();
        var held = await TakeAsync(one, First);
        var again = await TakeAsync(Open(), First);
        Assert.Equal((true, TimeSpan.Zero), (again.IsHolder, again.Wait));
        Assert.True(again.Epoch > held.Epoch);

        // The process that had it before the restart, should it live after all, is fenced.
        Assert.False((await RenewAsync(one, First, held.Epoch)).IsHolder);
    }

    [SkippableFact]
    public async Task Who_had_not_waited_yet_passes_the_wait_on_to_itself_and_to_the_next()
    {
        var store = Open();
        await TakeAsync(store, Second);
        Time.Advance(Second.Ttl);
        var taken = await TakeAsync(store, First);
        var owed = Second.Ttl + Second.LongestSend;
        Assert.Equal(owed, taken.Wait);
        var restarted = await TakeAsync(store, First);
        Assert.Equal(owed, restarted.Wait);
        Assert.Equal(owed, (await RenewAsync(store, First, restarted.Epoch, hasWaited: false)).Wait);
        await store.ReleaseAsync(Name, First, restarted.Epoch, default);
        var third = await TakeAsync(store, First with { Owner = "third" });
        Assert.Equal(owed, third.Wait);
        Assert.Equal(TimeSpan.Zero, (await RenewAsync(store, First with { Owner = "third" }, third.Epoch, hasWaited: true)).Wait);
        Assert.Equal(TimeSpan.Zero, (await TakeAsync(store, First with { Owner = "third" })).Wait);
    }

    [SkippableFact]
    public async Task After_running_out_it_is_renewed_unless_another_took_it()
    {
        var one = Open();
        var held = await TakeAsync(one, First);
        Time.Advance(First.Ttl * 3);
        var renewed = await RenewAsync(one, First, held.Epoch);
        Assert.Equal((true, held.Epoch), (renewed.IsHolder, renewed.Epoch));
    }

    [SkippableFact]
    public async Task A_late_release_takes_nothing_from_who_has_it_by_then()
    {
        var (one, other) = (Open(), Open());
        var held = await TakeAsync(one, First);
        Time.Advance(First.Ttl);
        var taken = await TakeAsync(other, Second);
        await one.ReleaseAsync(Name, First, held.Epoch, default);
        Assert.True((await RenewAsync(other, Second, taken.Epoch)).IsHolder);
    }

    [SkippableFact]
    public async Task A_clock_set_back_keeps_no_dead_holders_lease_and_one_set_forward_shortens_no_wait()
    {
        var (one, other) = (Open(), Open());
        await TakeAsync(one, First);
        Assert.False((await TakeAsync(other, Second)).IsHolder);
        Time.SetClock(TimeSpan.FromDays(-1));
        Assert.True((await TakeAsync(other, Second)).Remaining <= First.Ttl);
        Time.Advance(First.Ttl);
        Assert.True((await TakeAsync(other, Second)).IsHolder);

        Time.SetClock(TimeSpan.FromDays(2));
        var early = await TakeAsync(one, First);
        Assert.Equal((true, Second.Ttl + Second.LongestSend), (early.IsHolder, early.Wait));
    }

    [SkippableFact]
    public async Task Leases_of_other_names_are_others()
    {
        var (one, other) = (Open(), Open());
        await TakeAsync(one, First);
        Assert.True((await other.AcquireAsync("transfers", Second, 1, default)).IsHolder);
    }

    protected static Task<LeaseAnswer> TakeAsync(ILeaseStore store, LeaseTerms terms, long leastEpoch = 1) => store.AcquireAsync(Name, terms, leastEpoch, default);

    private static Task<LeaseAnswer> RenewAsync(ILeaseStore store, LeaseTerms terms, long epoch, bool hasWaited = true) => store.RenewAsync(Name, terms, epoch, hasWaited, default);
}

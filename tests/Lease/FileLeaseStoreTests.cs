using Arbit.EdgeRunner.Lease;
using Arbit.Tests.Journal;

namespace Arbit.Tests.Lease;

public sealed class FileLeaseStoreTests : LeaseStoreContract, IDisposable
{
    private static readonly LeaseTerms Terms = new("first", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3));

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_damaged_lease_is_nobodys_and_says_what_to_do()
    {
        await TakeAsync(Open(), Terms);
        var path = _directory.File("leases/trading.lease");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("first", "worst", StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<LeaseStoreException>(() => TakeAsync(Open(), Terms));
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_under_its_holder_it_is_not_renewed()
    {
        var store = Open();
        var held = await TakeAsync(store, Terms);
        File.Delete(_directory.File("leases/trading.lease"));
        await Assert.ThrowsAsync<LeaseStoreException>(() => store.RenewAsync("trading", Terms, held.Epoch, hasWaited: true, default));
    }

    [Fact]
    public async Task A_process_that_is_stopped_with_the_lock_makes_it_unreachable_not_free()
    {
        var store = Open();
        await TakeAsync(store, Terms);
        using var stopped = new FileStream(_directory.File("leases/trading.lease.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var asking = TakeAsync(store, Terms with { Owner = "second" });
        while (!asking.IsCompleted)
        {
            if (await Task.WhenAny(asking, Time.WhenTimerAsync(_ => true)) != asking)
                Time.Advance(TimeSpan.FromMilliseconds(20));
        }

        await Assert.ThrowsAsync<LeaseStoreException>(() => asking);
    }

    public void Dispose() => _directory.Dispose();

    protected override ILeaseStore Open() => new FileLeaseStore(_directory.File("leases"), Time);
}

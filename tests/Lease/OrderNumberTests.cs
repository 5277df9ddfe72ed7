using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Run;
using Arbit.Tests.Journal;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Lease;

/// <summary>Client order ids over many starts of several data directories on one lease: no id is ever made twice.</summary>
public sealed class OrderNumberTests(ITestOutputHelper output)
{
    private const int Starts = 120;

    [Fact]
    public async Task No_two_processes_ever_make_the_same_id_however_often_they_start_and_die()
    {
        using var directory = new TemporaryDirectory();
        var random = new Random((int)Seeds.Current);
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var time = new ManualTime();
        var made = new HashSet<string>(StringComparer.Ordinal);
        string[] data = [directory.File("a"), directory.File("b"), directory.File("c")];

        // All begin on leases of their own, as on a laptop, and share one only later; that one's file is lost in between.
        for (var start = 0; start < Starts; start++)
        {
            var at = data[random.Next(data.Length)];
            var shared = directory.File(start < Starts / 4 ? $"{Path.GetFileName(at)}-own" : "shared");
            if (start == Starts / 2)
                Directory.Delete(shared, recursive: true);
            time.Advance(TimeSpan.FromSeconds(random.Next(1, 8)));
            var epoch = RunEpoch.Raise(at);
            var store = new FileLeaseStore(shared, time);
            var terms = new LeaseTerms(LeaseOwner.Of(at), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3));
            var answer = await store.AcquireAsync("trading", terms, TradingLease.LeastEpochOf(at, epoch, time), default);

            // Killed between the store's answer and its being remembered, once in a while.
            if (!answer.IsHolder || random.Next(10) == 0)
                continue;
            RunEpoch.RememberLeased(at, answer.Epoch);
            MakeIds(answer.Epoch);
            if (random.Next(2) == 0)
                await store.ReleaseAsync("trading", terms, answer.Epoch, default);
        }

        output.WriteLine($"{made.Count} ids");
        Assert.True(made.Count > Starts);

        void MakeIds(long epoch)
        {
            for (var cycle = 1; cycle <= 3; cycle++)
            {
                var id = ClientOrderIds.Create(epoch, cycle, 1);
                Assert.True(made.Add(id), $"{id} was made twice");
            }
        }
    }

    [Fact]
    public async Task On_one_lease_numbers_rise_whatever_the_clocks_say()
    {
        using var directory = new TemporaryDirectory();
        var time = new ManualTime();
        var store = new FileLeaseStore(directory.File("lease"), time);
        var before = 0L;
        for (var start = 0; start < 10; start++)
        {
            time.SetClock(TimeSpan.FromDays(start % 2 == 0 ? -200 : 100));
            var at = directory.File($"{start % 3}");
            var terms = new LeaseTerms(LeaseOwner.Of(Directory.CreateDirectory(at).FullName), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3));
            var answer = await store.AcquireAsync("trading", terms, TradingLease.LeastEpochOf(at, 1, time), default);
            Assert.True(answer.Epoch > before, $"{answer.Epoch} after {before}");
            before = answer.Epoch;
            RunEpoch.RememberLeased(at, before);
            await store.ReleaseAsync("trading", terms, before, default);
        }

        // The store is lost and the clock is wrong: the directory remembers.
        var again = TradingLease.LeastEpochOf(directory.File("0"), 1, time);
        Assert.True(again > before, $"{again} after {before}");
    }

    [Fact]
    public void A_copied_data_directory_is_another_owner()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.File("one"));
        Directory.CreateDirectory(directory.File("copy"));
        var name = LeaseOwner.Of(directory.File("one"));
        Assert.Equal(name, LeaseOwner.Of(directory.File("one")));
        File.Copy(Path.Combine(directory.File("one"), LeaseOwner.FileName), Path.Combine(directory.File("copy"), LeaseOwner.FileName));
        Assert.NotEqual(name, LeaseOwner.Of(directory.File("copy")));
    }
}

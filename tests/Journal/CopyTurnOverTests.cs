using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.Tests.State;
using Arbit.Tests.Support;

namespace Arbit.Tests.Journal;

/// <summary>
/// A copy that has become long begins anew, and old ones go. The book here is a number, how many records there were; each record is its own
/// number, so what is read says whether any is missing.
/// </summary>
public sealed class CopyTurnOverTests
{
    private const int Most = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly CopyLimits Short = new(3, 1_000_000, 1_000_000);

    [Fact]
    public async Task A_copy_that_has_become_long_begins_anew_and_the_newest_two_stay()
    {
        var inner = new ScriptedStateStore();
        await LiveAsync(new MortalStore(inner), inner, epoch: 4);
        Assert.Equal((9, 12), await ReadAsync(inner));
        Assert.Equal(2, Copies(inner).Count);

        // What a person goes on from where the newest is damaged: its entry goes, and the one before it is the newest.
        var newest = (await inner.ListAsync("journal", "epochs", "", 1, default)).Single();
        await inner.DeleteAsync("journal", "epochs", [newest.Row], default);
        Assert.Equal((6, 9), await ReadAsync(inner));
    }

    [Fact]
    public async Task A_long_beginning_makes_no_copy_due_before_as_much_has_come_after_it()
    {
        await using var copy = new JournalCopy(new ScriptedStateStore(), TimeProvider.System, new CopyLimits(1_000, 100, 1_000_000));
        copy.Begin(1, Encoding.UTF8.GetBytes($"\"{new string('b', 998)}\""));
        for (var written = 0; written < 990; written += 10)
        {
            copy.Append("\"89abcdef\""u8.ToArray());
            Assert.False(copy.IsBookDue);
        }

        copy.Append("\"89abcdef\""u8.ToArray());
        Assert.True(copy.IsBookDue);
        copy.Begin(1, "\"short\""u8.ToArray());
        Assert.False(copy.IsBookDue);
    }

    /// <summary>Every change of the store is a place to die at: of writing rows, of turning over, of deleting.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_its_writer_dies_the_newest_copy_is_whole_and_holds_what_was_promised_and_the_next_tidies_up(bool isLastMade)
    {
        var (deaths, hasEnded) = (0, false);
        for (; !hasEnded; deaths++)
        {
            var inner = new ScriptedStateStore();
            var store = new MortalStore(inner, deaths, isLastMade);
            var promised = await LiveAsync(store, inner, epoch: 4);
            hasEnded = !store.Died.IsCompleted;
            var read = await ReadAsync(inner);
            Assert.InRange(read?.Last ?? -1, promised, Most);

            // The next run goes on from what it found, on another disk, under another lease.
            var next = new MortalStore(inner);
            await using var copy = new JournalCopy(next, TimeProvider.System, Short);
            var last = read?.Last ?? 0;
            copy.Begin(5, Json(last));
            copy.Append(Json(last + 1));
            await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
            await next.WhenAsync(() => IsTidy(inner)).WaitAsync(Patience);
            Assert.Equal((last, last + 1), await ReadAsync(inner));
        }

        Assert.InRange(deaths, 30, 300);
    }

    [Fact]
    public async Task Who_had_the_lease_before_deletes_nothing_of_who_has_it_now_and_what_he_begins_is_read_by_nobody()
    {
        var inner = new ScriptedStateStore();
        var (late, now) = (new MortalStore(inner), new MortalStore(inner));
        await using var before = new JournalCopy(late, TimeProvider.System, Short);
        before.Begin(4, Json(0));
        await before.StoredAsync(before.Appended, default).WaitAsync(Patience);
        await LiveAsync(now, inner, epoch: 5);
        foreach (var number in Enumerable.Range(100, 3))
        {
            before.Begin(4, Json(number));
            await before.StoredAsync(before.Appended, default).WaitAsync(Patience);
        }

        await late.WhenAsync(() => Copies(inner).Count(copy => copy.StartsWith(Epoch(4), StringComparison.Ordinal)) == 2).WaitAsync(Patience);
        Assert.Equal((9, 12), await ReadAsync(inner));
        Assert.Equal(2, Copies(inner).Count(copy => copy.StartsWith(Epoch(5), StringComparison.Ordinal)));

        // Whoever has it now deletes those as well.
        await using var after = new JournalCopy(now, TimeProvider.System, Short);
        after.Begin(6, Json(12));
        await after.StoredAsync(after.Appended, default).WaitAsync(Patience);
        await now.WhenAsync(() => IsTidy(inner)).WaitAsync(Patience);
        Assert.Equal((12, 12), await ReadAsync(inner));
    }

    [Fact]
    public async Task A_reader_whose_copy_is_deleted_under_it_reads_the_one_that_took_its_place()
    {
        var inner = new ScriptedStateStore();
        await LiveAsync(new MortalStore(inner), inner, epoch: 4);
        inner.Listing = async partition =>
        {
            if (!partition.StartsWith(Epoch(4), StringComparison.Ordinal))
                return;
            inner.Listing = null;
            await LiveAsync(new MortalStore(inner), inner, epoch: 5);
        };
        await using var copy = new JournalCopy(inner, TimeProvider.System);
        var read = await copy.ReadAsync(default);
        Assert.Equal("9", Encoding.UTF8.GetString(read!.Value.Checkpoint));
        Assert.Equal(3, read.Value.Records.Count);
        Assert.All(Copies(inner), each => Assert.StartsWith(Epoch(5), each, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_old_copies_cannot_be_deleted_records_leave_and_a_person_is_told()
    {
        var time = new ManualTime();
        var deleted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedStateStore { Deleting = () => throw new IOException("not allowed") };
        await using var copy = new JournalCopy(store, time, Short);
        foreach (var number in Enumerable.Range(0, 3))
        {
            copy.Begin(1, Json(number));
            await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        }

        await time.WhenTimerAsync(_ => true).WaitAsync(Patience);
        Assert.Contains("cannot be deleted: not allowed", copy.Problem, StringComparison.Ordinal);
        copy.Append(Json(3));
        var stored = copy.StoredAsync(copy.Appended, default);
        time.Advance(TimeSpan.FromSeconds(1));
        await stored.WaitAsync(Patience);
        Assert.Equal((2, 3), await ReadAsync(store));
        await time.WhenTimerAsync(_ => true).WaitAsync(Patience);
        store.Deleting = () => deleted.TrySetResult();
        time.Advance(TimeSpan.FromSeconds(1));
        await deleted.Task.WaitAsync(Patience);
    }

    /// <summary>Hands over records one by one, each stored before the next, and turns over where it is due; until the end, or the writer's.</summary>
    /// <returns>The last number that was promised to be stored; -1 for none.</returns>
    private static async Task<int> LiveAsync(MortalStore store, ScriptedStateStore inner, long epoch)
    {
        var promised = -1;
        await using var copy = new JournalCopy(store, TimeProvider.System, Short);
        copy.Begin(epoch, Json(0));
        for (var number = 0; await IsStoredAsync(copy, store); copy.Append(Json(++number)))
        {
            promised = number;
            if (number == Most)
                break;
            if (!copy.IsBookDue)
                continue;
            copy.Begin(epoch, Json(number));
            if (!await IsStoredAsync(copy, store))
                break;

            // So that the changes are in the same order each time.
            await Task.WhenAny(store.WhenAsync(() => IsTidy(inner)), store.Died).WaitAsync(Patience);
        }

        return promised;
    }

    private static async Task<bool> IsStoredAsync(JournalCopy copy, MortalStore store)
    {
        var stored = copy.StoredAsync(copy.Appended, default);
        return await Task.WhenAny(stored, store.Died).WaitAsync(Patience) == stored;
    }

    private static async Task<(int First, int Last)?> ReadAsync(ScriptedStateStore store)
    {
        await using var copy = new JournalCopy(store, TimeProvider.System);
        if (await copy.ReadAsync(default) is not { } read)
            return null;
        var first = Number(read.Checkpoint);
        Assert.Equal(Enumerable.Range(first + 1, read.Records.Count), read.Records.Select(Number));
        return (first, first + read.Records.Count);

        static int Number(byte[] json) => int.Parse(json, CultureInfo.InvariantCulture);
    }

    private static List<string> Copies(ScriptedStateStore store)
        => [.. store.Partitions.Where(partition => partition is not ("begun" or "epochs"))];

    /// <summary>No more than two copies, and each row of the store is one of theirs.</summary>
    private static bool IsTidy(ScriptedStateStore store)
    {
        var copies = Copies(store);
        return copies.Count <= 2
            && store.RowsOf("epochs").Select(row => row.Trim('"')).Order(StringComparer.Ordinal).SequenceEqual(copies)
            && store.RowsOf("begun").Select(row => row.Trim('"')).Order(StringComparer.Ordinal).SequenceEqual(copies);
    }

    private static string Epoch(long epoch) => epoch.ToString("D19", CultureInfo.InvariantCulture);

    private static byte[] Json(int number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}

using System.Text;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.EdgeRunner.State;
using Arbit.State;
using Arbit.Tests.State;

namespace Arbit.Tests.Journal;

/// <summary>The journal's records in a store that outlives the disk.</summary>
public sealed class JournalCopyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SqliteStateStore _store = new(":memory:", SqliteSafety.Nothing);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Where_nothing_left_there_is_nothing() => Assert.Null(await ReadAsync());

    [Fact]
    public async Task What_was_handed_over_is_read_in_its_order_whatever_its_size()
    {
        var records = Enumerable.Range(0, 2_000).Select(number => $"{{\"k\":\"{number}\",\"note\":\"é{new string('x', number % 7 * 100)}\"}}").Append($"\"{new string('y', 700_000)}\"").Append("\"last\"").ToList();
        await using (var copy = new JournalCopy(_store, TimeProvider.System))
        {
            copy.Begin(5, Encoding.UTF8.GetBytes($"\"{new string('z', 450_000)}\""));
            foreach (var record in records)
                copy.Append(Encoding.UTF8.GetBytes(record));
            await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        }

        var read = await ReadAsync();
        Assert.Equal(450_002, read!.Value.Checkpoint.Length);
        Assert.Equal(records, read.Value.Records);
    }

    [Fact]
    public async Task The_newest_lease_that_was_held_counts_and_before_the_first_nothing_leaves()
    {
        await using (var first = new JournalCopy(_store, TimeProvider.System))
        {
            first.Append("\"before\""u8.ToArray());
            Assert.Equal(0, first.Appended);
            first.Begin(7, "\"seven\""u8.ToArray());
            await first.StoredAsync(first.Appended, default).WaitAsync(Patience);
            await using var second = new JournalCopy(_store, TimeProvider.System);
            second.Begin(9, "\"nine\""u8.ToArray());
            second.Append("\"of nine\""u8.ToArray());
            await second.StoredAsync(second.Appended, default).WaitAsync(Patience);

            // Whoever had the lease before may still have something to send.
            first.Append("\"late\""u8.ToArray());
            await first.StoredAsync(first.Appended, default).WaitAsync(Patience);
        }

        var read = await ReadAsync();
        Assert.Equal("\"nine\"", read!.Value.Checkpoint);
        Assert.Equal(["\"of nine\""], read.Value.Records);
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_said_to_have_left_and_afterwards_all_has()
    {
        var time = new Support.ManualTime();
        var store = new ScriptedStateStore { Failure = new IOException("away") };
        await using var copy = new JournalCopy(store, time);
        copy.Begin(1, "\"one\""u8.ToArray());
        copy.Append("\"two\""u8.ToArray());
        var stored = copy.StoredAsync(copy.Appended, default);
        await time.WhenTimerAsync(_ => true);
        Assert.False(stored.IsCompleted);
        Assert.Contains("away", copy.Problem, StringComparison.Ordinal);
        store.Failure = null;
        time.Advance(TimeSpan.FromSeconds(1));
        await stored.WaitAsync(Patience);
        Assert.Null(copy.Problem);
    }

    [Fact]
    public async Task Away_for_long_no_more_waits_than_may_and_once_it_answers_the_book_goes_as_a_whole()
    {
        var time = new Support.ManualTime();
        var store = new ScriptedStateStore();
        await using var copy = new JournalCopy(store, time, new CopyLimits(100_000, 10_000_000, 2_000));
        copy.Begin(1, "\"book of none\""u8.ToArray());
        copy.Append("1"u8.ToArray());
        await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        store.Failure = new IOException("away");
        copy.Append("2"u8.ToArray());
        var second = copy.StoredAsync(copy.Appended, default);
        await time.WhenTimerAsync(_ => true).WaitAsync(Patience);
        for (var number = 3; number <= 50_000; number++)
            copy.Append(Encoding.UTF8.GetBytes($"{number}"));
        var last = copy.StoredAsync(copy.Appended, default);
        Assert.Contains("more wait than can, so the whole book leaves", copy.Problem, StringComparison.Ordinal);

        // While it is away the book would only have to wait as well.
        Assert.False(copy.IsBookDue);
        time.Advance(TimeSpan.FromSeconds(1));
        await time.WhenTimerAsync(_ => true).WaitAsync(Patience);
        Assert.False(copy.IsBookDue);
        Assert.False(second.IsCompleted);

        // What was on its way arrives; what was dropped is not said to have left before the book has that holds it.
        store.Failure = null;
        time.Advance(TimeSpan.FromSeconds(1));
        await second.WaitAsync(Patience);
        Assert.True(copy.IsBookDue);
        Assert.False(last.IsCompleted);
        var read = await ReadAsync(store);
        Assert.Equal("\"book of none\"", read!.Value.Checkpoint);
        Assert.Equal(["1", "2"], read.Value.Records);
        copy.Begin(1, "\"book of 50000\""u8.ToArray());
        await last.WaitAsync(Patience);
        copy.Append("50001"u8.ToArray());
        await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        read = await ReadAsync(store);
        Assert.Equal("\"book of 50000\"", read!.Value.Checkpoint);
        Assert.Equal(["50001"], read.Value.Records);
        Assert.Null(copy.Problem);
        Assert.False(copy.IsBookDue);
    }

    [Fact]
    public async Task A_lease_that_is_got_while_it_is_away_waits_with_its_book_alone()
    {
        var time = new Support.ManualTime();
        var store = new ScriptedStateStore { Failure = new IOException("away") };
        await using var copy = new JournalCopy(store, time);
        copy.Begin(1, "\"one\""u8.ToArray());
        await time.WhenTimerAsync(_ => true).WaitAsync(Patience);
        copy.Append("\"of one\""u8.ToArray());
        var ofOne = copy.StoredAsync(copy.Appended, default);
        foreach (var epoch in Enumerable.Range(2, 8))
            copy.Begin(epoch, Encoding.UTF8.GetBytes($"\"{epoch}\""));
        copy.Append("\"of nine\""u8.ToArray());
        store.Failure = null;
        time.Advance(TimeSpan.FromSeconds(1));
        await ofOne.WaitAsync(Patience);
        await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        var read = await ReadAsync(store);
        Assert.Equal("\"9\"", read!.Value.Checkpoint);
        Assert.Equal(["\"of nine\""], read.Value.Records);

        // The one that was on its way, and the newest.
        Assert.Equal(2, store.RowsOf("epochs").Count);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\u2603')]
    [InlineData('\ud83d')]
    public async Task Whatever_is_written_a_row_is_no_longer_than_tables_take(char worst)
    {
        var store = new ScriptedStateStore();
        var text = char.IsSurrogate(worst) ? string.Concat(Enumerable.Repeat("\U0001F4B0", 150_001)) : new string(worst, 300_001);
        await using var copy = new JournalCopy(store, TimeProvider.System);
        copy.Begin(1, Encoding.UTF8.GetBytes(text));
        copy.Append(Encoding.UTF8.GetBytes("x" + text));
        for (var some = 0; some < 20; some++)
            copy.Append(Encoding.UTF8.GetBytes(text[..20_000]));
        await copy.StoredAsync(copy.Appended, default).WaitAsync(Patience);
        var read = await ReadAsync(store);
        Assert.Equal(text, read!.Value.Checkpoint);
        Assert.Equal(["x" + text, .. Enumerable.Repeat(text[..20_000], 20)], read.Value.Records);
        Assert.All(store.Partitions.SelectMany(store.RowsOf), row => Assert.InRange(row.Length, 1, 500_000));
    }

    private Task<(string Checkpoint, List<string> Records)?> ReadAsync() => ReadAsync(_store);

    private static async Task<(string Checkpoint, List<string> Records)?> ReadAsync(IStateStore store)
    {
        await using var copy = new JournalCopy(store, TimeProvider.System);
        return await copy.ReadAsync(default) is { } read ? (Encoding.UTF8.GetString(read.Checkpoint), read.Records.Select(Encoding.UTF8.GetString).ToList()) : null;
    }
}

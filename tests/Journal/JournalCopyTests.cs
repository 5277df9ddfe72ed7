using System.Text;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.EdgeRunner.State;
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

    private async Task<(string Checkpoint, List<string> Records)?> ReadAsync()
    {
        await using var copy = new JournalCopy(_store, TimeProvider.System);
        return await copy.ReadAsync(default) is { } read ? (Encoding.UTF8.GetString(read.Checkpoint), read.Records.Select(Encoding.UTF8.GetString).ToList()) : null;
    }
}

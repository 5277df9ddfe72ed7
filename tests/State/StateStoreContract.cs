using Arbit.State;

namespace Arbit.Tests.State;

/// <summary>What every state store keeps to.</summary>
public abstract class StateStoreContract
{
    private const string Table = "signals";

    /// <summary>A store over the same rows each time that it is asked for within a test.</summary>
    protected abstract IStateStore Open();

    [SkippableFact]
    public async Task What_was_never_inserted_is_not_there()
        => Assert.Null(await Open().FindAsync(Table, "a", "1", default));

    [SkippableFact]
    public async Task What_was_inserted_is_found_as_it_was_written_by_whoever_looks()
    {
        Assert.True(await Open().TryInsertAsync(Table, "a", "1", """{"price":"0.10"}""", default));
        var row = await Open().FindAsync(Table, "a", "1", default);
        Assert.Equal(("a", "1", """{"price":"0.10"}"""), (row!.Partition, row.Row, row.Json));
    }

    [SkippableFact]
    public async Task The_second_to_insert_is_told_no_and_changes_nothing()
    {
        var store = Open();
        await store.TryInsertAsync(Table, "a", "1", "1", default);
        Assert.False(await store.TryInsertAsync(Table, "a", "1", "2", default));
        Assert.Equal("1", (await store.FindAsync(Table, "a", "1", default))!.Json);
    }

    [SkippableFact]
    public async Task Of_many_who_insert_at_once_one_does()
    {
        var (one, other) = (Open(), Open());
        var tries = Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).TryInsertAsync(Table, "a", "1", $"{i}", default)));
        var won = await Task.WhenAll(tries);
        Assert.Single(won, true);
        Assert.Equal($"{Array.IndexOf(won, true)}", (await one.FindAsync(Table, "a", "1", default))!.Json);
    }

    [SkippableFact]
    public async Task Who_has_seen_the_newest_replaces_it()
    {
        var store = Open();
        await store.TryInsertAsync(Table, "a", "1", "1", default);
        var seen = await store.FindAsync(Table, "a", "1", default);
        Assert.True(await store.TryReplaceAsync(Table, "a", "1", "2", seen!.ETag, default));
        var after = await store.FindAsync(Table, "a", "1", default);
        Assert.Equal("2", after!.Json);
        Assert.NotEqual(seen.ETag, after.ETag);
    }

    [SkippableFact]
    public async Task Who_has_not_seen_the_newest_changes_nothing()
    {
        var store = Open();
        await store.TryInsertAsync(Table, "a", "1", "1", default);
        var old = await store.FindAsync(Table, "a", "1", default);
        await store.TryReplaceAsync(Table, "a", "1", "1", old!.ETag, default);
        Assert.False(await store.TryReplaceAsync(Table, "a", "1", "3", old.ETag, default));
        Assert.Equal("1", (await store.FindAsync(Table, "a", "1", default))!.Json);
    }

    [SkippableFact]
    public async Task What_is_not_there_cannot_be_replaced()
    {
        var store = Open();
        await store.TryInsertAsync(Table, "a", "1", "1", default);
        var other = await store.FindAsync(Table, "a", "1", default);
        Assert.False(await store.TryReplaceAsync(Table, "a", "2", "2", other!.ETag, default));
        Assert.False(await store.TryReplaceAsync(Table, "a", "1", "2", "never given", default));
        Assert.Null(await store.FindAsync(Table, "a", "2", default));
    }

    [SkippableFact]
    public async Task A_partition_is_listed_in_ordinal_order_from_a_key_on_and_no_more_than_asked_for()
    {
        var store = Open();
        foreach (var row in (string[])["b", "B", "a", "10", "9", "c"])
            await store.TryInsertAsync(Table, "a", row, $"\"{row}\"", default);
        await store.TryInsertAsync(Table, "other", "bb", "0", default);
        await store.TryInsertAsync("other", "a", "bb", "0", default);
        Assert.Equal(["10", "9", "B", "a", "b", "c"], await KeysAsync(store, "", 10));
        Assert.Equal(["B", "a"], await KeysAsync(store, "A", 2));
        Assert.Equal(["b", "c"], await KeysAsync(store, "b", 10));
        Assert.Empty(await KeysAsync(store, "d", 10));
    }

    [SkippableFact]
    public async Task Tables_and_partitions_are_apart()
    {
        var store = Open();
        await store.TryInsertAsync(Table, "a", "1", "1", default);
        Assert.True(await store.TryInsertAsync(Table, "b", "1", "2", default));
        Assert.True(await store.TryInsertAsync("other", "a", "1", "3", default));
        Assert.Equal("1", (await store.FindAsync(Table, "a", "1", default))!.Json);
    }

    [SkippableFact]
    public async Task What_is_deleted_is_gone_and_nothing_else_is()
    {
        var store = Open();
        foreach (var row in (string[])["1", "2", "3", "a/b c"])
            await store.TryInsertAsync(Table, "a", row, "1", default);
        await store.TryInsertAsync(Table, "b", "1", "1", default);
        await store.TryInsertAsync("other", "a", "1", "1", default);
        await store.DeleteAsync(Table, "a", ["1", "3", "a/b c"], default);
        Assert.Equal(["2"], await KeysAsync(store, "", 10));
        Assert.Null(await store.FindAsync(Table, "a", "1", default));
        Assert.NotNull(await store.FindAsync(Table, "b", "1", default));
        Assert.NotNull(await store.FindAsync("other", "a", "1", default));
        await store.DeleteAsync(Table, "a", [], default);
        Assert.Equal(["2"], await KeysAsync(store, "", 10));
    }

    [SkippableFact]
    public async Task What_is_deleted_already_keeps_no_other_from_being_deleted()
    {
        var store = Open();
        foreach (var row in (string[])["1", "2", "3"])
            await store.TryInsertAsync(Table, "a", row, "1", default);
        await store.DeleteAsync(Table, "a", ["2"], default);
        await store.DeleteAsync(Table, "a", ["1", "2", "never there", "3", "3"], default);
        Assert.Empty(await KeysAsync(store, "", 10));
        await store.DeleteAsync(Table, "a", ["1"], default);
    }

    [SkippableFact]
    public async Task More_than_one_transaction_takes_are_deleted_whatever_they_held()
    {
        var store = Open();
        var rows = Enumerable.Range(0, 230).Select(number => $"{number:D4}").ToList();
        foreach (var row in rows)
            await store.TryInsertAsync(Table, "a", row, "1", default);
        var changed = await store.FindAsync(Table, "a", "0007", default);
        await store.TryReplaceAsync(Table, "a", "0007", "2", changed!.ETag, default);
        await store.DeleteAsync(Table, "a", rows[1..], default);
        Assert.Equal(["0000"], await KeysAsync(store, "", 10));
    }

    [SkippableFact]
    public async Task What_is_deleted_may_be_inserted_again_and_who_saw_it_before_replaces_nothing()
    {
        var store = Open();
        await store.TryInsertAsync(Table, "a", "1", "1", default);
        var seen = await store.FindAsync(Table, "a", "1", default);
        await store.DeleteAsync(Table, "a", ["1"], default);
        Assert.False(await store.TryReplaceAsync(Table, "a", "1", "2", seen!.ETag, default));
        Assert.True(await store.TryInsertAsync(Table, "a", "1", "3", default));
        Assert.Equal("3", (await store.FindAsync(Table, "a", "1", default))!.Json);
    }

    private static async Task<IEnumerable<string>> KeysAsync(IStateStore store, string from, int most)
        => (await store.ListAsync(Table, "a", from, most, default)).Select(row => row.Row);
}

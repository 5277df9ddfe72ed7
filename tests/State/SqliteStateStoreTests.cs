using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.State;
using Arbit.Tests.Journal;

namespace Arbit.Tests.State;

public sealed class SqliteStateStoreTests : StateStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<SqliteStateStore> _open = [];

    [Fact]
    public async Task What_was_stored_is_there_when_it_is_opened_again()
    {
        await Open().TryInsertAsync("t", "p", "r", "1", default);
        Close();
        var row = await Open().FindAsync("t", "p", "r", default);
        Assert.Equal("1", row!.Json);
        Assert.True(await Open().TryReplaceAsync("t", "p", "r", "2", row.ETag, default));
    }

    [Fact]
    public async Task In_memory_it_keeps_to_the_same_and_leaves_nothing_behind()
    {
        using (var store = new SqliteStateStore(":memory:", SqliteSafety.Nothing))
        {
            Assert.True(await store.TryInsertAsync("t", "p", "r", "1", default));
            Assert.False(await store.TryInsertAsync("t", "p", "r", "2", default));
        }

        using var another = new SqliteStateStore(":memory:", SqliteSafety.Nothing);
        Assert.Null(await another.FindAsync("t", "p", "r", default));
    }

    [Fact]
    public void A_file_of_another_version_is_refused()
    {
        Open();
        Close();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_directory.File("state.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9";
            command.ExecuteNonQuery();
        }

        Assert.Contains("version 9", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Close();
        _directory.Dispose();
    }

    protected override IStateStore Open()
    {
        var store = new SqliteStateStore(_directory.File("state.db"));
        _open.Add(store);
        return store;
    }

    private void Close()
    {
        foreach (var store in _open)
            store.Dispose();
        _open.Clear();
    }
}

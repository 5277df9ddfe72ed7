using System.Globalization;
using Arbit.EdgeRunner.Journal;
using Arbit.State;
using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.State;

/// <summary>The slow side's state in one SQLite file; what a call said is stored outlives a loss of power. Any thread may call.</summary>
public sealed class SqliteStateStore : IStateStore, IDisposable
{
    private const string Tables =
        "CREATE TABLE state (tbl TEXT NOT NULL, part TEXT NOT NULL, row TEXT NOT NULL, json TEXT NOT NULL, version INTEGER NOT NULL,"
        + " PRIMARY KEY (tbl, part, row)) WITHOUT ROWID;";

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _replace;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _delete;

    /// <param name="path">The file, made where there is none, or <c>:memory:</c>.</param>
    /// <param name="safety">What a row outlives.</param>
    /// <exception cref="IOException">The file was written by another version.</exception>
    public SqliteStateStore(string path, SqliteSafety safety = SqliteSafety.Power)
    {
        _connection = SqliteFile.Open(path, safety, 1, Tables);
        _find = Prepare("SELECT row, json, version FROM state WHERE tbl = $tbl AND part = $part AND row = $row", "row");
        _insert = Prepare("INSERT INTO state VALUES ($tbl, $part, $row, $json, 1) ON CONFLICT DO NOTHING", "row", "json");
        _replace = Prepare(
            "UPDATE state SET json = $json, version = version + 1 WHERE tbl = $tbl AND part = $part AND row = $row AND version = $version",
            "row", "json", "version");
        // SQLite compares text by its UTF-8 bytes, which orders it as its code points are.
        _list = Prepare(
            "SELECT row, json, version FROM state WHERE tbl = $tbl AND part = $part AND row >= $from ORDER BY row LIMIT $most",
            "from", "most");
        _delete = Prepare("DELETE FROM state WHERE tbl = $tbl AND part = $part AND row = $row", "row");
    }

    public Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
        => Do(cancellation, () => Read(_find, partition, table, partition, row).FirstOrDefault());

    public Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
        => Do(cancellation, () => Bind(_insert, table, partition, row, json).ExecuteNonQuery() == 1);

    /// <summary>All of them in one commit; for each whether there was none. They are stored when this returns.</summary>
    /// <exception cref="SqliteException">None is stored.</exception>
    public IReadOnlyList<bool> InsertAll(IReadOnlyList<NewRow> rows)
    {
        lock (_gate)
            return InOneCommit(_insert, () => rows.Select(row => Bind(_insert, row.Table, row.Partition, row.Row, row.Json).ExecuteNonQuery() == 1).ToList());
    }

    public Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
        => Do(
            cancellation,
            () => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && Bind(_replace, table, partition, row, json, version).ExecuteNonQuery() == 1);

    public Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return Do(cancellation, () => Read(_list, partition, table, partition, from, most));
    }

    public Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation)
        => Do(cancellation, () => InOneCommit(_delete, () => rows.Sum(row => Bind(_delete, table, partition, row).ExecuteNonQuery())));

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var command in (SqliteCommand[])[_find, _insert, _replace, _list, _delete])
                command.Dispose();
            _connection.Dispose();
        }
    }

    private T InOneCommit<T>(SqliteCommand command, Func<T> work)
    {
        using var transaction = _connection.BeginTransaction();
        command.Transaction = transaction;
        try
        {
            var done = work();
            transaction.Commit();
            return done;
        }
        finally
        {
            command.Transaction = null;
        }
    }

    private static IReadOnlyList<StateRow> Read(SqliteCommand command, string partition, params object[] values)
    {
        var found = new List<StateRow>();
        using var rows = Bind(command, values).ExecuteReader();
        while (rows.Read())
            found.Add(new StateRow(partition, rows.GetString(0), rows.GetString(1), rows.GetInt64(2).ToString(CultureInfo.InvariantCulture)));
        return found;
    }

    private static SqliteCommand Bind(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    private SqliteCommand Prepare(string text, params string[] names)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in (string[])["tbl", "part", .. names])
            command.Parameters.Add(new SqliteParameter("$" + name, value: null));
        return command;
    }

    /// <summary>On the caller's thread: a row is a write to a file at hand, and there is nothing to wait for meanwhile.</summary>
    private Task<T> Do<T>(CancellationToken cancellation, Func<T> work)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);
        try
        {
            lock (_gate)
                return Task.FromResult(work());
        }
        catch (SqliteException e)
        {
            return Task.FromException<T>(e);
        }
    }
}

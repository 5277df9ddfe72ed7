using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>The SQLite side of the writer: one connection, one prepared statement a table, one transaction a batch.</summary>
internal sealed class HistoryDatabase(string path) : IDisposable
{
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;

    private readonly SqliteCommand[] _inserts = new SqliteCommand[HistorySchema.All.Length];
    private SqliteConnection? _connection;

    static HistoryDatabase() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Not pooled: a closed one holds no file. Waits at most a second for another writer, which the caller retries.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// All rows or none, except rows that the database refuses for what they are: those are left out and returned.
    /// After any other error the next call connects anew.
    /// </summary>
    public IReadOnlyList<RefusedRow> Write(IReadOnlyList<HistoryRow> rows)
    {
        try
        {
            _connection ??= Open();
            var refused = new List<RefusedRow>();
            using var transaction = _connection.BeginTransaction();
            foreach (var row in rows)
                Insert(row, transaction, refused);
            transaction.Commit();
            return refused;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var insert in _inserts)
            insert?.Dispose();
        Array.Clear(_inserts);
        var connection = _connection;
        _connection = null;
        try
        {
            connection?.Dispose();
        }
        catch (SqliteException)
        {
            // On a full disk SQLite has rolled back by itself, and the transaction's own rollback then fails.
        }
    }

    private SqliteConnection Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            using (var command = connection.CreateCommand())
            {
                // A reader never waits for the writer (WAL). What a loss of power takes, the intent journal still has (NORMAL).
                command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
                command.ExecuteNonQuery();
            }

            HistorySchema.Prepare(connection);
            foreach (var table in HistorySchema.All)
                _inserts[(int)table.Table] = PrepareInsert(connection, table);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteCommand PrepareInsert(SqliteConnection connection, HistorySchema table)
    {
        var command = connection.CreateCommand();
        command.CommandText = table.Insert;
        foreach (var name in table.ColumnNames)
            command.Parameters.Add(new SqliteParameter("$" + name, value: null));
        return command;
    }

    private void Insert(HistoryRow row, SqliteTransaction transaction, List<RefusedRow> refused)
    {
        var insert = _inserts[(int)row.Table];
        insert.Transaction = transaction;
        var values = row.Values();
        for (var i = 0; i < values.Length; i++)
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        try
        {
            insert.ExecuteNonQuery();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is TooBig or Constraint or Mismatch)
        {
            // It would be refused for ever, and everything behind it would wait.
            refused.Add(new RefusedRow(row, e));
        }
    }
}

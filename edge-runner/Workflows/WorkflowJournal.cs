using Arbit.EdgeRunner.Journal;
using Arbit.Workflows;
using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>
/// Instances and their histories in SQLite. Times are INTEGER, ticks of 100 ns since year 1, UTC, as the workflow saw them. One thread
/// at a time; whatever is written is within a transaction.
/// </summary>
internal sealed class WorkflowJournal : IDisposable
{
    private const string Tables =
        """
        CREATE TABLE instances (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workflow TEXT NOT NULL, version INTEGER NOT NULL,
          state INTEGER NOT NULL, begun INTEGER NOT NULL, changed INTEGER NOT NULL, input TEXT NOT NULL, status TEXT, result TEXT, failure TEXT);
        CREATE INDEX instances_by_state ON instances (state, changed);
        CREATE TABLE history (instance TEXT NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, number INTEGER NOT NULL,
          attempt INTEGER NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL, time INTEGER NOT NULL,
          PRIMARY KEY (instance, sequence)) WITHOUT ROWID;
        """;

    private const string ViewColumns = "id, workflow, version, state, begun, changed, status, result, failure, input";

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;
    private readonly Action<JournalMoment>? _onMoment;
    private SqliteTransaction? _transaction;

    /// <param name="path">The database.</param>
    /// <param name="safety">What a commit outlives.</param>
    /// <param name="onMoment">For tests: called around each commit.</param>
    public WorkflowJournal(string path, SqliteSafety safety, Action<JournalMoment>? onMoment)
    {
        _connection = SqliteFile.Open(path, safety, 2, Tables);
        _onMoment = onMoment;
    }

    public void Begin() => _transaction = _connection.BeginTransaction();

    public void Commit()
    {
        _onMoment?.Invoke(JournalMoment.BeforeCommit);
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
        _onMoment?.Invoke(JournalMoment.AfterCommit);
    }

    public void Rollback()
    {
        var transaction = _transaction;
        _transaction = null;
        try
        {
            transaction?.Dispose();
        }
        catch (SqliteException)
        {
            // On a full disk SQLite has rolled back by itself, and the transaction's own rollback then fails.
        }
    }

    public void Insert(WorkflowView view)
        => Run(
            "INSERT INTO instances (id, workflow, version, state, begun, changed, input) VALUES ($0, $1, $2, $3, $4, $5, $6)",
            view.InstanceId, view.Workflow, view.Version, (int)view.State, view.BegunAt.UtcTicks, view.ChangedAt.UtcTicks, view.Input);

    public void Update(WorkflowView view)
        => Run(
            "UPDATE instances SET state = $1, changed = $2, status = $3, result = $4, failure = $5 WHERE id = $0",
            view.InstanceId, (int)view.State, view.ChangedAt.UtcTicks, view.Status is null ? null : WorkflowJson.Write(view.Status),
            view.Result, view.Failure);

    public void Append(string id, long sequence, HistoryEntry entry)
        => Run(
            "INSERT INTO history VALUES ($0, $1, $2, $3, $4, $5, $6, $7)",
            id, sequence, (int)entry.Kind, entry.Number, entry.Attempt, entry.Name, entry.Data, entry.Time.UtcTicks);

    public void CutHistory(string id) => Run("DELETE FROM history WHERE instance = $0", id);

    /// <summary>Takes the histories of what has completed before a time.</summary>
    public int Purge(DateTimeOffset before)
        => Run(
            "DELETE FROM history WHERE instance IN (SELECT id FROM instances WHERE state = $0 AND changed < $1)",
            (int)WorkflowState.Completed, before.UtcTicks);

    public WorkflowView? Find(string id) => Views($"SELECT {ViewColumns} FROM instances WHERE id = $0", id).FirstOrDefault();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<WorkflowView> List(int most) => Views($"SELECT {ViewColumns} FROM instances ORDER BY number DESC LIMIT $0", most);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<WorkflowView> Running()
        => Views($"SELECT {ViewColumns} FROM instances WHERE state = $0 ORDER BY number", (int)WorkflowState.Running);

    public IReadOnlyList<HistoryEntry> History(string id)
    {
        var found = new List<HistoryEntry>();
        using var rows = Bind("SELECT kind, number, attempt, name, data, time FROM history WHERE instance = $0 ORDER BY sequence", id).ExecuteReader();
        while (rows.Read())
        {
            found.Add(new HistoryEntry(
                (HistoryKind)rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetString(3), rows.GetString(4), Time(rows, 5)));
        }

        return found;
    }

    public void Dispose()
    {
        Rollback();
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private static DateTimeOffset Time(SqliteDataReader rows, int column) => new(rows.GetInt64(column), TimeSpan.Zero);

    private static string? Text(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private List<WorkflowView> Views(string text, params object?[] values)
    {
        var found = new List<WorkflowView>();
        using var rows = Bind(text, values).ExecuteReader();
        while (rows.Read())
        {
            found.Add(new WorkflowView(
                rows.GetString(0), rows.GetString(1), rows.GetInt32(2), (WorkflowState)rows.GetInt32(3), Time(rows, 4), Time(rows, 5),
                Text(rows, 6) is { } status ? WorkflowJson.Read<WorkflowStatus>(status) : null, Text(rows, 7), Text(rows, 8))
            { Input = Text(rows, 9) });
        }

        return found;
    }

    private int Run(string text, params object?[] values) => Bind(text, values).ExecuteNonQuery();

    /// <summary>Each statement is prepared once.</summary>
    private SqliteCommand Bind(string text, params object?[] values)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = text;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i}", value: null));
            _commands.Add(text, command);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}

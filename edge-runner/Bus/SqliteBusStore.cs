using System.Globalization;
using Arbit.EdgeRunner.Journal.History;
using Arbit.Messages;
using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Bus;

/// <summary>
/// On the disk: a message is there when sending it returns, and one that was not handled is there after a restart. Messages that every
/// group has had behind it for a week are dropped when it is opened.
/// </summary>
public sealed class SqliteBusStore : IBusStore
{
    private const long KeptFor = 7L * 24 * 3600;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public SqliteBusStore(string path, TimeProvider time)
    {
        _time = time;
        try
        {
            SQLitePCL.Batteries_V2.Init();
            _connection = HistoryDatabase.Connect(path, SqliteOpenMode.ReadWriteCreate);
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            Execute("""
                CREATE TABLE IF NOT EXISTS messages (number INTEGER PRIMARY KEY AUTOINCREMENT, hub TEXT NOT NULL, sent INTEGER NOT NULL, body BLOB NOT NULL);
                CREATE INDEX IF NOT EXISTS messages_by_hub ON messages (hub, number);
                CREATE TABLE IF NOT EXISTS places (hub TEXT NOT NULL, grp TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hub, grp));
                CREATE TABLE IF NOT EXISTS beyond (hub TEXT NOT NULL, grp TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hub, grp, number));
                """);
            Execute(
                $"DELETE FROM messages WHERE sent < $before AND hub <> '{Hub.DeadLetter}' AND number <= (SELECT min(number) FROM places WHERE places.hub = messages.hub)",
                ("$before", Now() - KeptFor));
        }
        catch (SqliteException e)
        {
            _connection?.Dispose();
            throw Failed(e);
        }
    }

    public long Append(Hub hub, byte[] message)
    {
        lock (_gate)
        {
            return Guard(() =>
            {
                using var command = Command("INSERT INTO messages (hub, sent, body) VALUES ($hub, $sent, $body) RETURNING number", ("$hub", hub.ToString()), ("$sent", Now()), ("$body", message));
                return (long)command.ExecuteScalar()!;
            });
        }
    }

    public IReadOnlyList<StoredMessage> After(Hub hub, long number, int most)
    {
        lock (_gate)
        {
            return Guard(() =>
            {
                var found = new List<StoredMessage>();
                using var command = Command("SELECT number, body FROM messages WHERE hub = $hub AND number > $number ORDER BY number LIMIT $most", ("$hub", hub.ToString()), ("$number", number), ("$most", most));
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    found.Add(new StoredMessage(reader.GetInt64(0), (byte[])reader.GetValue(1)));
                return found;
            });
        }
    }

    public (long Place, IReadOnlySet<long> Beyond) PlaceOf(Hub hub, string group)
    {
        lock (_gate)
        {
            return Guard(() =>
            {
                var beyond = new HashSet<long>();
                using var command = Command("SELECT number FROM beyond WHERE hub = $hub AND grp = $group", ("$hub", hub.ToString()), ("$group", group));
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    beyond.Add(reader.GetInt64(0));
                return (Place(hub, group), beyond);
            });
        }
    }

    public void Handled(Hub hub, string group, long number)
    {
        lock (_gate)
        {
            Guard(() =>
            {
                using var transaction = _connection.BeginTransaction();
                var key = (("$hub", (object)hub.ToString()), ("$group", (object)group));
                Execute("INSERT OR IGNORE INTO beyond (hub, grp, number) VALUES ($hub, $group, $number)", key.Item1, key.Item2, ("$number", number));
                var place = Advanced(hub, group);
                Execute("INSERT INTO places (hub, grp, number) VALUES ($hub, $group, $place) ON CONFLICT (hub, grp) DO UPDATE SET number = $place", key.Item1, key.Item2, ("$place", place));
                Execute("DELETE FROM beyond WHERE hub = $hub AND grp = $group AND number <= $place", key.Item1, key.Item2, ("$place", place));
                transaction.Commit();
                return place;
            });
        }
    }

    public void Dispose() => _connection.Dispose();

    private static IOException Failed(SqliteException e) => new($"the bus's file cannot be read or written: {e.Message}", e);

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>Numbers run over all hubs, so a hub's own have gaps: the place is the last before the first message that was not handled.</summary>
    private long Advanced(Hub hub, string group)
    {
        using var command = Command(
            """
            SELECT coalesce(
                (SELECT min(m.number) - 1 FROM messages m WHERE m.hub = $hub AND m.number > $place
                    AND NOT EXISTS (SELECT 1 FROM beyond b WHERE b.hub = $hub AND b.grp = $group AND b.number = m.number)),
                (SELECT max(number) FROM messages WHERE hub = $hub),
                $place)
            """,
            ("$hub", hub.ToString()),
            ("$group", group),
            ("$place", Place(hub, group)));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private long Place(Hub hub, string group)
    {
        using var command = Command("SELECT number FROM places WHERE hub = $hub AND grp = $group", ("$hub", hub.ToString()), ("$group", group));
        return command.ExecuteScalar() is long number ? number : 0;
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeSeconds();

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}

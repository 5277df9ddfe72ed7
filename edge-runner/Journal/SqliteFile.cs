using Arbit.EdgeRunner.Journal.History;
using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Journal;

/// <summary>Opens the databases that are accounts of record of their own.</summary>
internal static class SqliteFile
{
    /// <summary>The path of a database that lives in memory, as long as its connection.</summary>
    public const string InMemory = ":memory:";

    /// <param name="path">The file, made where there is none, or <see cref="InMemory"/>.</param>
    /// <param name="safety">What is to outlive what.</param>
    /// <param name="version">Of the tables; kept in <c>user_version</c>.</param>
    /// <param name="tables">Makes them.</param>
    /// <exception cref="IOException">It is of another version.</exception>
    public static SqliteConnection Open(string path, SqliteSafety safety, long version, string tables)
    {
        if (path != InMemory)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = HistoryDatabase.Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = safety == SqliteSafety.Power
                ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                : "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;";
            command.ExecuteNonQuery();
            command.CommandText = "PRAGMA user_version";
            var found = (long)command.ExecuteScalar()!;
            if (found == version)
                return connection;
            if (found != 0)
                throw new IOException($"{path} has version {found}, and this Arbit writes {version}: use the one that made it.");
            command.CommandText = $"BEGIN; {tables} PRAGMA user_version = {version}; COMMIT;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>A row that the database refused for what it is, and what it said.</summary>
internal sealed record RefusedRow(HistoryRow Row, SqliteException Cause);

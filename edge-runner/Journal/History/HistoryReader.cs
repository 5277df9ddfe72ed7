using Arbit.Money;
using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>
/// Reads the history, for the page after a restart and for reports. Each call opens the database read-only for itself, beside the
/// writer; where there is none yet the history is empty.
/// </summary>
public sealed class HistoryReader(string databasePath)
{
    /// <summary>The newest cycles, newest first.</summary>
    public IReadOnlyList<CycleRow> LastCycles(int count)
    {
        var cycles = new List<CycleRow>();
        Query(
            $"SELECT {string.Join(", ", HistorySchema.Cycles.ColumnNames)} FROM cycles ORDER BY closed DESC, id DESC LIMIT $count",
            ("$count", count),
            row => cycles.Add(CycleOf(row)));
        return cycles;
    }

    /// <summary>The curve of simulated cycles or of real ones; the two are never added up. Exact at every point that is kept.</summary>
    /// <param name="simulated">Which of the two.</param>
    /// <param name="most">Points at most, evenly chosen; the last one is always among them.</param>
    public IReadOnlyList<PnlPoint> PnlCurve(bool simulated, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var points = new List<PnlPoint>();
        var sum = Amount.Zero;
        Query(
            "SELECT closed, net_usd FROM cycles WHERE simulated = $simulated ORDER BY closed, id",
            ("$simulated", simulated ? 1 : 0),
            row => points.Add(new PnlPoint(row.GetInt64(0), sum += Amount.Parse(row.GetString(1)))));
        var stride = ((points.Count - 1) / most) + 1;
        return stride == 1 ? points : [.. points.Where((_, i) => (points.Count - 1 - i) % stride == 0)];
    }

    /// <summary>Rows kept.</summary>
    public long Count(HistoryTable table)
    {
        var count = 0L;
        Query($"SELECT count(*) FROM {HistorySchema.All[(int)table].Name} WHERE $all", ("$all", 1), row => count = row.GetInt64(0));
        return count;
    }

    private static CycleRow CycleOf(SqliteDataReader row) => new()
    {
        RunEpoch = row.GetInt64(0),
        CycleId = row.GetInt64(1),
        Kind = row.GetString(2),
        Route = row.GetString(3),
        StartAsset = new Asset(row.GetString(4)),
        Opened = row.GetInt64(5),
        Closed = row.GetInt64(6),
        Outcome = row.GetString(7),
        ExpectedNet = Amount.Parse(row.GetString(8)),
        RealisedNet = Amount.Parse(row.GetString(9)),
        NetUsd = Amount.Parse(row.GetString(10)),
        FeesUsd = Amount.Parse(row.GetString(11)),
        Slippage = Bps.Parse(row.GetString(12)),
        Residual = row.GetString(13),
        Simulated = row.GetInt64(14) != 0,
    };

    private void Query(string text, (string Name, object Value) parameter, Action<SqliteDataReader> visit)
    {
        if (!File.Exists(databasePath))
            return;
        using var connection = HistoryDatabase.Connect(databasePath, SqliteOpenMode.ReadOnly);
        if (HistorySchema.VersionOf(connection) == 0)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue(parameter.Name, parameter.Value);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            visit(rows);
    }
}

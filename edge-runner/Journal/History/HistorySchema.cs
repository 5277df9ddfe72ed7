using Microsoft.Data.Sqlite;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>The tables and their columns. Money is TEXT, exact decimals; times are INTEGER, Unix nanoseconds UTC.</summary>
internal sealed record HistorySchema(HistoryTable Table, string Name, string? Key, string[] Columns, string? Index)
{
    /// <summary>Raised with every change of a column, together with the steps that lead to it.</summary>
    public const long Version = 1;

    public static readonly HistorySchema Trades = new(HistoryTable.Trades, "trades", "client_order_id",
    [
        "time INTEGER NOT NULL", "run_epoch INTEGER NOT NULL", "cycle_id INTEGER NOT NULL", "leg INTEGER NOT NULL",
        "client_order_id TEXT NOT NULL", "venue TEXT NOT NULL", "symbol TEXT NOT NULL", "side TEXT NOT NULL", "quantity TEXT NOT NULL",
        "limit_price TEXT NOT NULL", "filled TEXT NOT NULL", "average_price TEXT", "cost TEXT NOT NULL", "fee TEXT NOT NULL",
        "fee_asset TEXT NOT NULL", "state TEXT NOT NULL", "latency_ns INTEGER", "simulated INTEGER NOT NULL",
    ], "run_epoch, cycle_id");

    public static readonly HistorySchema Cycles = new(HistoryTable.Cycles, "cycles", "run_epoch, cycle_id",
    [
        "run_epoch INTEGER NOT NULL", "cycle_id INTEGER NOT NULL", "kind TEXT NOT NULL", "route TEXT NOT NULL",
        "start_asset TEXT NOT NULL", "opened INTEGER NOT NULL", "closed INTEGER NOT NULL", "outcome TEXT NOT NULL",
        "expected_net TEXT NOT NULL", "realised_net TEXT NOT NULL", "net_usd TEXT NOT NULL", "fees_usd TEXT NOT NULL",
        "slippage_bps TEXT NOT NULL", "residual TEXT NOT NULL", "simulated INTEGER NOT NULL",
    ], "closed");

    public static readonly HistorySchema Audit = new(HistoryTable.Audit, "audit", "run_epoch, sequence",
    [
        "run_epoch INTEGER NOT NULL", "sequence INTEGER NOT NULL", "time INTEGER NOT NULL", "kind TEXT NOT NULL",
        "subject TEXT NOT NULL", "detail TEXT NOT NULL",
    ], Index: null);

    public static readonly HistorySchema Spreads = new(HistoryTable.Spreads, "spreads", Key: null,
    [
        "time INTEGER NOT NULL", "buy_venue TEXT NOT NULL", "buy_symbol TEXT NOT NULL", "sell_venue TEXT NOT NULL",
        "sell_symbol TEXT NOT NULL", "ask TEXT NOT NULL", "bid TEXT NOT NULL", "gross_bps TEXT NOT NULL", "net_bps TEXT NOT NULL",
        "simulated INTEGER NOT NULL",
    ], "time");

    /// <summary>By their <see cref="HistoryTable"/>.</summary>
    public static readonly HistorySchema[] All = [Trades, Cycles, Audit, Spreads];

    public IEnumerable<string> ColumnNames => Columns.Select(column => column[..column.IndexOf(' ', StringComparison.Ordinal)]);

    public string Insert
    {
        get
        {
            var names = ColumnNames.ToArray();
            var insert = $"INSERT INTO {Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "$" + name))})";
            return Key is null
                ? insert
                : $"{insert} ON CONFLICT ({Key}) DO UPDATE SET {string.Join(", ", names.Select(name => $"{name} = excluded.{name}"))}";
        }
    }

    private string Create
        => $"CREATE TABLE {Name} (id INTEGER PRIMARY KEY, {string.Join(", ", Columns)}{(Key is null ? "" : $", UNIQUE ({Key})")});"
            + (Index is null ? "" : $"CREATE INDEX {Name}_by_{Index.Replace(", ", "_", StringComparison.Ordinal)} ON {Name} ({Index});");

    /// <summary>The version that the database was written with; 0 where it is empty.</summary>
    public static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
        if ((long)command.ExecuteScalar()! == 0)
            return 0;
        command.CommandText = "SELECT version FROM schema_version";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Makes the tables where there are none.</summary>
    /// <exception cref="IOException">They are of a newer version.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        switch (VersionOf(connection))
        {
            case 0:
                using (var command = connection.CreateCommand())
                {
                    command.CommandText = $"CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES ({Version});"
                        + string.Concat(All.Select(table => table.Create));
                    command.ExecuteNonQuery();
                }

                break;
            case Version:
                break;
            case var other:
                throw new IOException($"{connection.DataSource} has schema version {other}, and this Arbit writes {Version}: use the newer one.");
        }

        transaction.Commit();
    }
}

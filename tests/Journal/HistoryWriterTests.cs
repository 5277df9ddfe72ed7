using Arbit.EdgeRunner.Journal.History;
using Arbit.Money;
using Microsoft.Data.Sqlite;

namespace Arbit.Tests.Journal;

public sealed class HistoryWriterTests : IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.File("history.db");

    private string CsvPath => _directory.File("trade_audit.csv");

    private HistoryReader Reader => new(DatabasePath);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_column_comes_back_to_the_last_digit()
    {
        await using (var writer = Write())
        {
            Assert.True(writer.TryWrite(HistoryRows.Trade()));
            Assert.True(writer.TryWrite(HistoryRows.Trade(2) with { AveragePrice = null, LatencyNanoseconds = null }));
            Assert.True(writer.TryWrite(HistoryRows.Cycle()));
            Assert.True(writer.TryWrite(HistoryRows.Spread()));
            Assert.True(writer.TryWrite(HistoryRows.Audit()));
        }

        Assert.Equal([HistoryRows.Cycle()], Reader.LastCycles(10));
        Assert.Equal(
            "1760000000123456790|7|1|2|7-1-2|kraken|BTC/USDT|sell|0.123456789012345678|92233720368.54775807|0.1|67123.4567890123|"
                + "6712.345678901230000000000000000001|0.000000000000000001|USDT|filled|1234567|1",
            Select("trades"));
        Assert.Equal("|", Select("trades", "average_price, latency_ns", "cycle_id = 2"));
        Assert.Equal(
            "1760000000123456790|kucoin|BTC/USDT|binance|BTC/USDC|1.000000000000000001|1.1|999.9999|-12.3456|1", Select("spreads"));
        Assert.Equal("7|1|1760000000123456789|refused|BTC/USDT kraken→binance|'; DROP TABLE trades; --", Select("audit"));
        Assert.Equal("text", Select("cycles", "typeof(net_usd)"));
        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
        Assert.Equal("1", Scalar("SELECT version FROM schema_version"));
    }

    [Fact]
    public async Task A_full_queue_keeps_its_reserve_counts_what_it_drops_and_blocks_nobody()
    {
        var gate = new Gate();
        await using var writer = Write(gate, capacity: 100);
        Assert.True(writer.TryWrite(HistoryRows.Spread()));
        await gate.Reached.WaitAsync(Hang);

        // The consumer holds one row and stands still: nothing below could return if anything waited for it.
        Assert.Equal(50, Enumerable.Range(0, 500).Count(i => writer.TryWrite(HistoryRows.Spread(i))));
        Assert.Equal(25, Enumerable.Range(0, 500).Count(i => writer.TryWrite(HistoryRows.Audit(i))));
        Assert.Equal(20, Enumerable.Range(0, 20).Count(i => writer.TryWrite(HistoryRows.Trade(i))));
        Assert.Equal(5, Enumerable.Range(0, 30).Count(i => writer.TryWrite(HistoryRows.Cycle(i))));
        Assert.Equal(100, writer.Waiting);
        Assert.Equal([0, 25, 475, 450], Enum.GetValues<HistoryTable>().Select(writer.Dropped));

        gate.Open();
        await writer.DisposeAsync();
        Assert.Equal([20, 5, 25, 51], Enum.GetValues<HistoryTable>().Select(Reader.Count));
        Assert.Equal([20, 5, 25, 51], Enum.GetValues<HistoryTable>().Select(writer.Written));
        Assert.Equal(0, writer.Waiting);
    }

    [Fact]
    public async Task Many_producers_lose_nothing_that_was_taken()
    {
        await using var writer = Write(capacity: 300, rows: 7);
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(producer => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                if (writer.TryWrite(HistoryRows.Audit((producer * 1000) + i)))
                    Interlocked.Increment(ref taken);
            }
        })));
        await writer.DisposeAsync();
        Assert.Equal(taken, Reader.Count(HistoryTable.Audit));
        Assert.Equal(8000 - taken, writer.Dropped(HistoryTable.Audit));
    }

    [Fact]
    public async Task A_row_is_written_without_others_coming()
    {
        await using var writer = Write();
        writer.TryWrite(HistoryRows.Trade());
        await Until(writer, () => writer.Written(HistoryTable.Trades) == 1);
        Assert.Equal(1, Reader.Count(HistoryTable.Trades));
    }

    [Fact]
    public async Task A_restart_goes_on_and_a_row_written_again_replaces_itself()
    {
        for (var run = 0; run < 3; run++)
        {
            await using var writer = Write();
            writer.TryWrite(HistoryRows.Cycle(run));
            writer.TryWrite(HistoryRows.Trade() with { State = $"state {run}" });
        }

        Assert.Equal([2L, 1, 0], Reader.LastCycles(10).Select(cycle => cycle.CycleId));
        Assert.Equal([2L], Reader.LastCycles(1).Select(cycle => cycle.CycleId));
        Assert.Equal("state 2", Select("trades", "state"));
        Assert.Equal(1, Reader.Count(HistoryTable.Trades));
    }

    [Fact]
    public async Task A_locked_database_is_said_retried_and_recovers()
    {
        await using (Write())
        {
        }

        await using var writer = Write(capacity: 1000);
        writer.TryWrite(HistoryRows.Trade(1));
        await Until(writer, () => writer.Written(HistoryTable.Trades) == 1);
        using (var other = HistoryDatabase.Connect(DatabasePath, SqliteOpenMode.ReadWrite))
        {
            using var locked = other.BeginTransaction();
            writer.TryWrite(HistoryRows.Trade(2));
            await Until(writer, () => writer.Problem is not null);
            Assert.Contains("locked", writer.Problem!, StringComparison.Ordinal);
            Assert.True(writer.TryWrite(HistoryRows.Trade(3)));
            Assert.Equal(1, writer.Written(HistoryTable.Trades));
        }

        await Until(writer, () => writer.Written(HistoryTable.Trades) == 3);
        Assert.Null(writer.Problem);
        Assert.True(writer.Errors > 0);
        Assert.Equal(3, Reader.Count(HistoryTable.Trades));
        Assert.Equal(4, File.ReadAllLines(CsvPath).Length);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_and_left_alone_until_a_person_moves_it()
    {
        File.WriteAllText(DatabasePath, new string('x', 5000));
        await using var writer = Write();
        writer.TryWrite(HistoryRows.Trade());
        await Until(writer, () => writer.Problem is not null);
        Assert.Equal(5000, new FileInfo(DatabasePath).Length);
        File.Move(DatabasePath, DatabasePath + ".old");
        await Until(writer, () => writer.Problem is null);
        Assert.Equal(1, Reader.Count(HistoryTable.Trades));
    }

    [Fact]
    public async Task A_newer_schema_is_said_and_not_touched()
    {
        await using (var first = Write())
            first.TryWrite(HistoryRows.Trade());
        Scalar("UPDATE schema_version SET version = 99", SqliteOpenMode.ReadWrite);
        await using var writer = Write(drain: TimeSpan.Zero);
        writer.TryWrite(HistoryRows.Trade(2));
        await Until(writer, () => writer.Problem is not null);
        Assert.Contains("schema version 99", writer.Problem!, StringComparison.Ordinal);
        await writer.DisposeAsync();
        Assert.Equal(1, writer.Dropped(HistoryTable.Trades));
        Assert.Equal("1", Scalar("SELECT count(*) FROM trades"));
    }

    [Fact]
    public async Task The_end_does_not_wait_past_its_deadline_and_counts_what_is_lost()
    {
        var gate = new Gate();
        var writer = Write(gate, drain: TimeSpan.Zero);
        writer.TryWrite(HistoryRows.Trade(1));
        await gate.Reached.WaitAsync(Hang);
        writer.TryWrite(HistoryRows.Trade(2));
        writer.TryWrite(HistoryRows.Spread());
        await writer.DisposeAsync();
        Assert.Equal(2, writer.Dropped(HistoryTable.Trades));
        Assert.Equal(1, writer.Dropped(HistoryTable.Spreads));
        Assert.False(writer.TryWrite(HistoryRows.Trade(3)));
        Assert.Equal(3, writer.Dropped(HistoryTable.Trades));
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_does_not_stop_the_others()
    {
        await using var writer = Write(rows: 10);
        writer.TryWrite(HistoryRows.Audit(1) with { Detail = null! });
        writer.TryWrite(HistoryRows.Audit(2));
        await writer.DisposeAsync();
        Assert.Equal(1, writer.Refused(HistoryTable.Audit));
        Assert.Equal(1, writer.Written(HistoryTable.Audit));
        Assert.Equal(1, Reader.Count(HistoryTable.Audit));
    }

    [Fact]
    public async Task A_listener_that_throws_costs_nothing()
    {
        await using var writer = Write();
        writer.Changed += (_, _) => throw new InvalidOperationException("listener");
        writer.TryWrite(HistoryRows.Trade());
        await writer.DisposeAsync();
        Assert.Equal(1, Reader.Count(HistoryTable.Trades));
    }

    [Fact]
    public async Task The_pnl_curve_adds_up_exactly_and_keeps_paper_and_money_apart()
    {
        await using (var writer = Write())
        {
            for (var i = 1; i <= 10; i++)
                writer.TryWrite(HistoryRows.Cycle(i, netUsd: i == 10 ? "-1" : "0.1"));
            writer.TryWrite(HistoryRows.Cycle(11, netUsd: "5", simulated: false));
        }

        var curve = Reader.PnlCurve(simulated: true, most: 100);
        Assert.Equal(10, curve.Count);
        Assert.Equal(new PnlPoint(HistoryRows.Time + 3, Amount.Parse("0.3")), curve[2]);
        Assert.Equal(Amount.Parse("-0.1"), curve[^1].CumulativeNetUsd);
        Assert.Equal([curve[0], curve[3], curve[6], curve[9]], Reader.PnlCurve(simulated: true, most: 4));
        Assert.Equal([curve[9]], Reader.PnlCurve(simulated: true, most: 1));
        Assert.Equal([Amount.Parse("5")], Reader.PnlCurve(simulated: false, most: 4).Select(point => point.CumulativeNetUsd));
    }

    [Fact]
    public void Without_a_database_the_history_is_empty()
    {
        Assert.Empty(Reader.LastCycles(5));
        Assert.Empty(Reader.PnlCurve(simulated: true, most: 5));
        Assert.Equal(0, Reader.Count(HistoryTable.Trades));
        Assert.False(File.Exists(DatabasePath));
    }

    private static async Task Until(HistoryWriter writer, Func<bool> reached)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, EventArgs e)
        {
            if (reached())
                done.TrySetResult();
        }

        writer.Changed += Look;
        Look(null, EventArgs.Empty);
        await done.Task.WaitAsync(Hang);
        writer.Changed -= Look;
    }

    private HistoryWriter Write(Gate? gate = null, int capacity = 10_000, int rows = 100, TimeSpan? drain = null)
        => new(
            new HistoryOptions
            {
                DatabasePath = DatabasePath,
                TradeAuditPath = CsvPath,
                Capacity = capacity,
                BatchRows = rows,
                BatchDelay = TimeSpan.FromMilliseconds(1),
                DrainDeadline = drain ?? Hang,
            },
            TimeProvider.System,
            gate is null ? null : gate.PassAsync);

    private string Select(string table, string? columns = null, string where = "id = 1")
    {
        columns ??= string.Join(", ", HistorySchema.All.Single(schema => schema.Name == table).ColumnNames);
        return Scalar($"SELECT {columns} FROM {table} WHERE {where}");
    }

    /// <summary>The first row, its columns joined.</summary>
    private string Scalar(string text, SqliteOpenMode mode = SqliteOpenMode.ReadOnly)
    {
        using var connection = HistoryDatabase.Connect(DatabasePath, mode);
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var row = command.ExecuteReader();
        return row.Read() ? string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue)) : "";
    }

    /// <summary>Where the consumer stands still until it is let go.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Open() => _open.TrySetResult();

        public Task PassAsync(CancellationToken stop)
        {
            _reached.TrySetResult();
            return _open.Task.WaitAsync(stop);
        }
    }
}

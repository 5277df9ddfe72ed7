using Arbit.EdgeRunner.Journal.History;

namespace Arbit.Tests.Journal;

public sealed class TradeAuditFileTests : IDisposable
{
    private const string Header = "time,run_epoch,cycle_id,leg,client_order_id,venue,symbol,side,quantity,limit_price,filled,"
        + "average_price,cost,fee,fee_asset,state,latency_ns,simulated\r\n";

    private const string Row = "2025-10-09T08:53:20.123456790Z,7,1,2,7-1-2,kraken,BTC/USDT,sell,0.123456789012345678,92233720368.54775807,"
        + "0.1,67123.4567890123,6712.345678901230000000000000000001,0.000000000000000001,USDT,filled,1234567,1\r\n";

    private readonly TemporaryDirectory _directory = new();

    private string CsvPath => _directory.File("trade_audit.csv");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_header_stands_once_and_rows_follow()
    {
        new TradeAuditFile(CsvPath).Append([HistoryRows.Trade()]);
        new TradeAuditFile(CsvPath).Append([HistoryRows.Trade(), HistoryRows.Trade()]);
        Assert.Equal(Header + Row + Row + Row, File.ReadAllText(CsvPath));
    }

    [Fact]
    public void Fields_are_quoted_where_they_must_be()
    {
        new TradeAuditFile(CsvPath).Append([HistoryRows.Trade() with { State = "a, \"b\"\r\nc", AveragePrice = null }]);
        var text = File.ReadAllText(CsvPath);
        Assert.Contains(",USDT,\"a, \"\"b\"\"\r\nc\",1234567,1\r\n", text, StringComparison.Ordinal);
        Assert.Contains(",0.1,,6712.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_trades_there_is_no_file()
    {
        new TradeAuditFile(CsvPath).Append([]);
        Assert.False(File.Exists(CsvPath));
    }

    [Fact]
    public void A_row_cut_off_by_a_crash_keeps_a_line_of_its_own()
    {
        File.WriteAllText(CsvPath, Header + Row[..20]);
        new TradeAuditFile(CsvPath).Append([HistoryRows.Trade()]);
        Assert.Equal(Header + Row[..20] + "\r\n" + Row, File.ReadAllText(CsvPath));
    }

    [Theory]
    [InlineData("a,b,c\r\n1,2,3\r\n")]
    [InlineData("time,run")]
    public void A_file_with_other_columns_is_set_aside_whole(string foreign)
    {
        File.WriteAllText(CsvPath, foreign);
        File.WriteAllText(CsvPath + ".1", "an earlier one");
        new TradeAuditFile(CsvPath).Append([HistoryRows.Trade()]);
        Assert.Equal(Header + Row, File.ReadAllText(CsvPath));
        Assert.Equal("an earlier one", File.ReadAllText(CsvPath + ".1"));
        Assert.Equal(foreign, File.ReadAllText(CsvPath + ".2"));
    }
}

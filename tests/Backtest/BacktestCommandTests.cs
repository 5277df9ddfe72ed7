using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.Tests.Run;
using Arbit.Tests.Support;

namespace Arbit.Tests.Backtest;

/// <summary>backtest as a person calls it: what it prints, the report it writes, and how it fails.</summary>
public sealed class BacktestCommandTests
{
    [Fact]
    public async Task Prints_one_object_and_writes_a_report_that_needs_nothing_else()
    {
        using var capture = new SimulatedCapture(Seeds.Current, 12, VenueNames.Binance, VenueNames.Kraken);
        var report = capture.File("reports/out.html");
        var (code, text, errors) = await ArbitProcess.RunAsync("backtest", capture.Path, "--json", "--report", report, "--latency-ms", "5", "--seed", "3", "--balance", "BTC=0.1", "--set", "CrossCycleSeconds=1");
        Assert.Equal((0, ""), (code, errors));
        using var document = JsonDocument.Parse(text);
        var result = document.RootElement;
        string[] members =
        [
            "simulated", "captures", "assumptions", "from", "to", "seconds", "frames", "venues", "opportunities", "cycles", "pnl", "legs", "ledger", "capital", "trading", "decisionsHash",
        ];
        Assert.Equal(members, result.EnumerateObject().Select(member => member.Name));
        Assert.True(result.GetProperty("simulated").GetBoolean());
        Assert.Equal(JsonValueKind.String, result.GetProperty("pnl").GetProperty("realised").ValueKind);
        Assert.Equal(JsonValueKind.String, result.GetProperty("capital").GetProperty("start").ValueKind);
        Assert.Equal(0, result.GetProperty("ledger").GetProperty("breaks").GetInt64());
        Assert.Equal(64, result.GetProperty("decisionsHash").GetString()!.Length);
        Assert.Contains("5 ms after the decision", text, StringComparison.Ordinal);

        var html = await File.ReadAllTextAsync(report);
        Assert.Contains("BACK-TEST ON PAPER FILLS", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains(result.GetProperty("decisionsHash").GetString()!, html, StringComparison.Ordinal);
        foreach (var outside in (string[])["http:", "https:", "src=", "href=", "<script", "url(", "@import"])
            Assert.DoesNotContain(outside, html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("backtest", "/no/such/folder")]
    [InlineData("backtest", ".", "--balance", "BTC")]
    [InlineData("backtest", ".", "--latency-ms", "-5")]
    public async Task An_error_is_one_line_and_exit_code_2(params string[] arguments)
    {
        var (code, text, errors) = await ArbitProcess.RunAsync(arguments);
        Assert.Equal((2, ""), (code, text));
        Assert.StartsWith("arbit: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }
}

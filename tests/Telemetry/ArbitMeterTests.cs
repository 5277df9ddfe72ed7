using System.Diagnostics;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Telemetry;
using Arbit.Tests.Page;

namespace Arbit.Tests.Telemetry;

/// <summary>The instruments of Arbit, as Prometheus reads them.</summary>
public sealed class ArbitMeterTests
{
    private const string Promtool = "/usr/bin/promtool";

    [Fact]
    public void What_is_published_and_what_is_recorded_are_both_there()
    {
        var text = Rendered();
        Assert.Contains("mf_orders_total{result=\"filled\",venue=\"kraken\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_profit_total_usdt{venue=\"kraken\"} 0.30\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_opportunities_total{kind=\"cross\",result=\"belowThreshold\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_loop_latency_ms_count 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_frames_malformed_total{venue=\"kucoin\",why=\"truncated\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_book_state{state=\"broken\",venue=\"kraken\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_trading_state{state=\"active\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_trading_state{state=\"halted\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_scanner_verdict{base=\"SOL\",verdict=\"stop\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_scanner_verdict{base=\"SOL\",verdict=\"normal\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_value_usd 9034.9", text, StringComparison.Ordinal);
    }

    /// <summary>The one complaint that is known: the name mf_loop_latency_ms is given, and promtool wants seconds.</summary>
    [SkippableFact]
    public async Task Prometheus_own_checker_reads_it()
    {
        Skip.IfNot(File.Exists(Promtool), "No promtool: apt-get install -y prometheus");
        var start = new ProcessStartInfo(Promtool, ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var promtool = Process.Start(start)!;
        await promtool.StandardInput.WriteAsync(Rendered());
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        var complaints = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("mf_loop_latency_ms ", StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    private static string Rendered()
    {
        using var meter = new ArbitMeter(new DemoStateSource(TimeProvider.System));
        using var text = new MetricsText(meter.Meter);
        meter.Order("kraken", "filled");
        meter.Profit("kraken", 0.10m);
        meter.Profit("kraken", 0.20m);
        meter.Opportunity(OpportunityKind.Cross, "belowThreshold");
        meter.LoopLatency(0.0021);
        return text.Render();
    }
}

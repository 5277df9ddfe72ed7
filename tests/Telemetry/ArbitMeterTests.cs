using System.Diagnostics;
using Arbit.EdgeRunner.Page.State;
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
        Assert.Contains("mf_lease_held 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_mode{mode=\"btc\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_mode{mode=\"gold\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_slow_side_tells_is_there_too()
    {
        var text = Rendered();
        Assert.Contains($"mf_signals_total{{result=\"received\"}} {DemoWorkflows.Signals.Received}\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_workflows{state=\"waiting\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mf_transfers{network=", text, StringComparison.Ordinal);
        Assert.Contains("mf_drift_points{venue=\"kraken\"} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_age_of_commands_is_told_as_its_median_and_its_late_end()
    {
        var text = Rendered();
        Assert.Contains("mf_command_age_median_seconds 0.0", text, StringComparison.Ordinal);
        Assert.Contains("mf_command_age_late_seconds 2", text, StringComparison.Ordinal);
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
        using var all = new AllMetrics();
        all.Meter.Order("kraken", "filled");
        all.Meter.Profit("kraken", 0.10m);
        all.Meter.Profit("kraken", 0.20m);
        all.Meter.Opportunity(OpportunityKind.Cross, "belowThreshold");
        all.Meter.LoopLatency(0.0021);
        return all.Render();
    }
}

using System.Text.Json;
using Arbit.EdgeRunner.Telemetry;
using Arbit.Tests.Support;

namespace Arbit.Tests.Telemetry;

/// <summary>What whoever collects console lines is told.</summary>
public sealed class MetricsLineTests
{
    [Fact]
    public void Every_name_in_it_is_a_metric_and_every_value_is_exact()
    {
        using var all = new AllMetrics();
        var text = all.Render();
        var metrics = JsonElement.Parse(MetricsLine.Of(text)).GetProperty("metrics").EnumerateObject().ToList();
        Assert.Equal(MetricsLine.Names.Order(StringComparer.Ordinal), metrics.Select(metric => metric.Name.Split('{')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        foreach (var metric in metrics)
            Assert.Contains($"\n{metric.Name} {metric.Value.GetRawText()}\n", text, StringComparison.Ordinal);
    }

    /// <summary>With ten venues, thirty networks, and the longest numbers there are.</summary>
    [Fact]
    public void It_is_never_so_long_that_a_collector_cuts_it()
    {
        using var all = new AllMetrics();
        var demo = MetricsLine.Of(all.Render());
        Assert.InRange(demo.Length, 1, 16 * 1024 / 4);
        Assert.DoesNotContain('\n', demo);
    }

    [Fact]
    public async Task One_is_written_at_once_and_then_by_the_clock()
    {
        using var all = new AllMetrics();
        using var console = new StringWriter();
        using var end = new CancellationTokenSource();
        var time = new ManualTime();
        var writing = MetricsLine.WriteAsync(all.Text, 30, console, time, end.Token);
        Assert.Equal(1, Lines());
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, Lines());
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        int Lines() => console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    [Fact]
    public async Task Zero_is_never()
    {
        using var all = new AllMetrics();
        using var console = new StringWriter();
        await MetricsLine.WriteAsync(all.Text, 0, console, TimeProvider.System, CancellationToken.None);
        Assert.Equal("", console.ToString());
    }
}

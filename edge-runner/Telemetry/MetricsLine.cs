using System.Text;
using System.Text.Json;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>
/// The measures that alerts and boards go by, as a line of JSON on the console: where nobody scrapes <c>/metrics</c>, whoever collects the
/// console's lines has them. <c>{"metrics":{"mf_lease_held":1,"mf_workflows{state=\"failed\"}":0}}</c>: keys are series as Prometheus writes
/// them, values exact decimals.
/// </summary>
public static class MetricsLine
{
    /// <summary>Few enough that the line is never split: collectors cut at 16 KiB.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "mf_uptime_seconds", "mf_trading_state", "mf_lease_held", "mf_lease_epoch", "mf_mode", "mf_mode_epoch",
        "mf_feed_age_seconds", "mf_book_state", "mf_value_usd", "mf_session_net_usd", "mf_residual_usd",
        "mf_ledger_checks_total", "mf_ledger_breaks_total", "mf_drift_points", "mf_command_age_median_seconds", "mf_command_age_late_seconds",
        "mf_signals_total", "mf_signal_heartbeat_age_seconds", "mf_workflows", "mf_workflow_stalled_seconds", "mf_transfers",
    };

    /// <param name="metrics">As <see cref="MetricsText.Render"/> writes them.</param>
    public static string Of(string metrics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("metrics");
            foreach (var line in metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var value = line.LastIndexOf(' ');
                if (line[0] == '#' || !Names.Contains(line[..line.AsSpan().IndexOfAny('{', ' ')]))
                    continue;
                json.WritePropertyName(line.AsSpan(0, value));
                json.WriteRawValue(line.AsSpan(value + 1));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Until it is cancelled.</summary>
    /// <param name="metrics">What is rendered.</param>
    /// <param name="seconds">Between two lines; 0 for none at all.</param>
    /// <param name="console">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">The end.</param>
    public static async Task WriteAsync(MetricsText metrics, int seconds, TextWriter console, TimeProvider time, CancellationToken cancellation)
    {
        if (seconds == 0)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), time);
        do
            await console.WriteLineAsync(Of(metrics.Render()));
        while (await timer.WaitForNextTickAsync(cancellation));
    }
}

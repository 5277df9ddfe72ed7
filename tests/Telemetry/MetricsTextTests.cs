using System.Diagnostics.Metrics;
using Arbit.EdgeRunner.Telemetry;

namespace Arbit.Tests.Telemetry;

/// <summary>The text format, line by line.</summary>
public sealed class MetricsTextTests : IDisposable
{
    private readonly Meter _meter = new("test");
    private readonly MetricsText _text;

    public MetricsTextTests() => _text = new MetricsText(_meter);

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_for_each_set_of_labels_whatever_their_order()
    {
        var orders = _meter.CreateCounter<long>("mf_orders_total", description: "Orders.");
        orders.Add(1, new("venue", "kraken"), new("result", "filled"));
        orders.Add(2, new("result", "filled"), new("venue", "kraken"));
        orders.Add(1, new("venue", "kraken"), new("result", "expired"));

        Assert.Equal(
            """
            # HELP mf_orders_total Orders.
            # TYPE mf_orders_total counter
            mf_orders_total{result="filled",venue="kraken"} 3
            mf_orders_total{result="expired",venue="kraken"} 1

            """, _text.Render(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Money_is_exact_and_may_fall()
    {
        var profit = _meter.CreateUpDownCounter<decimal>("mf_profit_total_usdt", description: "Profit.");
        for (var i = 0; i < 10; i++)
            profit.Add(0.1m);
        profit.Add(-3.00000001m);

        Assert.Contains("# TYPE mf_profit_total_usdt gauge\nmf_profit_total_usdt -2.00000001\n", _text.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_and_help_are_escaped()
    {
        _meter.CreateCounter<long>("mf_odd_total", description: "A \\ and\na line.").Add(1, new KeyValuePair<string, object?>("why", "a \"b\" \\ c\nd"));

        Assert.Equal("# HELP mf_odd_total A \\\\ and\\na line.\n# TYPE mf_odd_total counter\nmf_odd_total{why=\"a \\\"b\\\" \\\\ c\\nd\"} 1\n", _text.Render());
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_with_inclusive_bounds()
    {
        var latency = _meter.CreateHistogram("mf_latency_ms", description: "Latency.", tags: null, unit: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in new[] { 0.5, 0.75, 1, 4 })
            latency.Record(value);

        Assert.Equal(
            """
            # HELP mf_latency_ms Latency.
            # TYPE mf_latency_ms histogram
            mf_latency_ms_bucket{le="0.5"} 1
            mf_latency_ms_bucket{le="1"} 3
            mf_latency_ms_bucket{le="+Inf"} 4
            mf_latency_ms_sum 6.25
            mf_latency_ms_count 4

            """, _text.Render(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_an_observable_no_longer_reports_is_no_longer_shown()
    {
        var venues = new List<string> { "binance", "kraken" };
        _meter.CreateObservableGauge("mf_age_seconds", () => venues.Select(venue =>
            new Measurement<double>(1.5, new KeyValuePair<string, object?>("venue", venue))), description: "Age.");
        Assert.Contains("mf_age_seconds{venue=\"kraken\"} 1.5\n", _text.Render(), StringComparison.Ordinal);

        venues.Remove("kraken");
        var after = _text.Render();
        Assert.Contains("mf_age_seconds{venue=\"binance\"} 1.5\n", after, StringComparison.Ordinal);
        Assert.DoesNotContain("kraken", after, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_meter_is_not_heard()
    {
        using var other = new Meter("test");
        other.CreateCounter<long>("mf_other_total").Add(1);
        Assert.Equal("", _text.Render());
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var orders = _meter.CreateCounter<long>("mf_orders_total");
        var latency = _meter.CreateHistogram<double>("mf_latency_ms");
        Record(orders, latency);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            Record(orders, latency);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Record(Counter<long> orders, Histogram<double> latency)
        {
            orders.Add(1, new("venue", "kraken"), new("result", "filled"));
            latency.Record(0.25);
        }
    }

    [Fact]
    public async Task Recording_on_many_threads_loses_nothing()
    {
        var orders = _meter.CreateCounter<long>("mf_orders_total");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
                orders.Add(1, new KeyValuePair<string, object?>("venue", i % 2 == 0 ? "kraken" : "kucoin"));
        })));
        var text = _text.Render();
        Assert.Contains("{venue=\"kraken\"} 20000\n", text, StringComparison.Ordinal);
        Assert.Contains("{venue=\"kucoin\"} 20000\n", text, StringComparison.Ordinal);
    }
}

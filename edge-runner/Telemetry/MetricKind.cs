namespace Arbit.EdgeRunner.Telemetry;

/// <summary>The types of the Prometheus text format that are used here.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

using System.Diagnostics.Metrics;
using System.Text;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>
/// Renders the instruments of one meter in the Prometheus text exposition format, version 0.0.4
/// (prometheus.io/docs/instrumenting/exposition_formats). Up-down counters are gauges there. Instrument names are the
/// metric names, so they hold no dots. Rendered here because the exporter packages are not on every feed.
/// </summary>
public sealed class MetricsText : IDisposable
{
    /// <summary>What <see cref="Render"/> returns.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _rendering = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    /// <summary>Listens from now on; what was recorded before is not counted.</summary>
    /// <param name="meter">The meter, by identity: others of the same name are not heard.</param>
    public MetricsText(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((MetricFamily)family!).Measure((long)value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        _listener.Start();
    }

    /// <summary>All metrics as they are now, by name; ends with a line feed.</summary>
    public string Render()
    {
        lock (_rendering)
        {
            foreach (var family in _families.Values)
            {
                if (family.IsObserved)
                    family.Forget();
            }

            _listener.RecordObservableInstruments();
            var text = new StringBuilder(8192);
            foreach (var family in _families.Values)
                family.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private MetricFamily FamilyOf(Instrument instrument)
    {
        lock (_rendering)
        {
            var family = new MetricFamily(instrument);
            _families.Add(family.Name, family);
            return family;
        }
    }
}

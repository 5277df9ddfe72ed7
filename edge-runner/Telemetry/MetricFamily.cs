using System.Diagnostics.Metrics;
using System.Text;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>One instrument: its name, its help, and a series for each set of labels that was measured.</summary>
internal sealed class MetricFamily
{
    private readonly Lock _growing = new();
    private readonly MetricKind _kind;
    private readonly double[] _bounds;
    private readonly string _help;
    private MetricSeries[] _series = [];

    public MetricFamily(Instrument instrument)
    {
        Name = instrument.Name;
        _help = (instrument.Description ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        IsObserved = instrument.IsObservable;
        (_kind, IsAdding) = Shape(instrument);
        _bounds = [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? []];
    }

    public string Name { get; }

    /// <summary>Whether the values are asked for at each look, rather than recorded as things happen.</summary>
    public bool IsObserved { get; }

    /// <summary>Whether a measurement is added to what was there; otherwise it replaces it.</summary>
    private bool IsAdding { get; }

    public void Measure(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Series(tags);
        if (IsAdding)
            series.Add(value);
        else
            series.Set(value);
    }

    public void Measure(decimal value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Series(tags);
        if (IsAdding)
            series.Add(value);
        else
            series.Set(value);
    }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Series(tags);
        if (_kind == MetricKind.Histogram)
            series.Record(value);
        else if (IsAdding)
            series.Add(value);
        else
            series.Set(value);
    }

    /// <summary>What an observable instrument no longer reports is no longer shown.</summary>
    public void Forget()
    {
        foreach (var series in _series)
            series.IsReported = false;
    }

    public void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(_help).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_kind.ToString().ToLowerInvariant()).Append('\n');
        foreach (var series in Volatile.Read(ref _series))
        {
            if (series.IsReported)
                series.Write(text, Name, _kind);
        }
    }

    private static (MetricKind Kind, bool IsAdding) Shape(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        if (type.StartsWith("Histogram", StringComparison.Ordinal))
            return instrument is Histogram<double>
                ? (MetricKind.Histogram, true)
                : throw new NotSupportedException($"{instrument.Name}: histograms here measure doubles.");
        if (type.StartsWith("Counter", StringComparison.Ordinal))
            return (MetricKind.Counter, true);
        if (type.StartsWith("ObservableCounter", StringComparison.Ordinal))
            return (MetricKind.Counter, false);
        return (MetricKind.Gauge, type.StartsWith("UpDownCounter", StringComparison.Ordinal));
    }

    /// <summary>Labels are from closed sets, so the series are few: looking through them beats hashing, and needs no lock.</summary>
    private MetricSeries Series(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(Volatile.Read(ref _series), tags) ?? Grow(tags);
        series.IsReported = true;
        return series;
    }

    private MetricSeries Grow(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_growing)
        {
            if (Find(_series, tags) is { } there)
                return there;
            var series = new MetricSeries(tags.ToArray(), _bounds);
            Volatile.Write(ref _series, [.. _series, series]);
            return series;
        }
    }

    private static MetricSeries? Find(MetricSeries[] all, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var series in all)
        {
            if (series.Has(tags))
                return series;
        }

        return null;
    }
}

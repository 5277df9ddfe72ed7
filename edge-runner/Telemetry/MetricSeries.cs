using System.Globalization;
using System.Text;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>
/// One set of labels of a metric and its value. Recording neither allocates nor waits, money excepted: sums of
/// <see cref="decimal"/> are exact and cannot be exchanged in one step, so they take a lock.
/// </summary>
internal sealed class MetricSeries(KeyValuePair<string, object?>[] tags, double[] bounds)
{
    private readonly string _labels = LabelText(tags);
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private readonly Lock _moneyLock = new();
    private long _whole;
    private double _fraction;
    private decimal _money;

    /// <summary>False for a series that an observable instrument did not report at the last look.</summary>
    public bool IsReported { get; set; } = true;

    /// <summary>Whether these are the labels of the series, in whatever order.</summary>
    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> other)
    {
        if (other.Length != tags.Length)
            return false;
        foreach (var tag in other)
        {
            if (!Has(tag))
                return false;
        }

        return true;
    }

    public void Add(long value) => Interlocked.Add(ref _whole, value);

    public void Add(double value)
    {
        var seen = Volatile.Read(ref _fraction);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref _fraction, seen + value, seen);
            if (BitConverter.DoubleToInt64Bits(before) == BitConverter.DoubleToInt64Bits(seen))
                return;
            seen = before;
        }
    }

    public void Add(decimal value)
    {
        lock (_moneyLock)
            _money += value;
    }

    public void Set(long value) => Volatile.Write(ref _whole, value);

    public void Set(double value) => Volatile.Write(ref _fraction, value);

    public void Set(decimal value)
    {
        lock (_moneyLock)
            _money = value;
    }

    /// <summary>Puts a measurement into its bucket; bounds are inclusive, as "le" says.</summary>
    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _buckets[bucket]);
        Add(value);
    }

    public void Write(StringBuilder text, string name, MetricKind kind)
    {
        if (kind == MetricKind.Histogram)
            WriteHistogram(text, name);
        else
            text.Append(name).Append(Braced(_labels)).Append(' ').Append(ValueText()).Append('\n');
    }

    private void WriteHistogram(StringBuilder text, string name)
    {
        long total = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            total += Interlocked.Read(ref _buckets[i]);
            var bound = $"le=\"{(i < bounds.Length ? Number(bounds[i]) : "+Inf")}\"";
            text.Append(name).Append("_bucket").Append(Braced(_labels.Length == 0 ? bound : $"{_labels},{bound}"))
                .Append(' ').Append(total).Append('\n');
        }

        text.Append(name).Append("_sum").Append(Braced(_labels)).Append(' ').Append(Number(Volatile.Read(ref _fraction))).Append('\n');
        text.Append(name).Append("_count").Append(Braced(_labels)).Append(' ').Append(total).Append('\n');
    }

    /// <summary>An instrument measures in one type only, so two of the three are always 0.</summary>
    private string ValueText()
    {
        lock (_moneyLock)
        {
            if (_money != 0)
                return _money.ToString(CultureInfo.InvariantCulture);
        }

        var whole = Interlocked.Read(ref _whole);
        return whole != 0 ? whole.ToString(CultureInfo.InvariantCulture) : Number(Volatile.Read(ref _fraction));
    }

    private bool Has(KeyValuePair<string, object?> wanted)
    {
        foreach (var tag in tags)
        {
            if (string.Equals(tag.Key, wanted.Key, StringComparison.Ordinal) && Equals(tag.Value, wanted.Value))
                return true;
        }

        return false;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string LabelText(KeyValuePair<string, object?>[] tags) => string.Join(',', tags
        .OrderBy(tag => tag.Key, StringComparer.Ordinal)
        .Select(tag => $"{tag.Key}=\"{Escaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")}\""));

    private static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}

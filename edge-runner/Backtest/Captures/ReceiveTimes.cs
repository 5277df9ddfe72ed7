using System.Text;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>
/// The receive times beside a stream, one a line: nanoseconds, microseconds, milliseconds, or seconds with a fraction, told apart
/// by what they come to as a date. Times of a clock without a date stay what they are; only their differences mean anything.
/// </summary>
internal sealed class ReceiveTimes
{
    /// <summary>2009 to 2100: a capture of these markets lies in between.</summary>
    private const long Earliest = 1_230_000_000;
    private const long Latest = 4_102_000_000;

    private static readonly long[] UnitsPerSecond = [1_000_000_000, 1_000_000, 1_000, 1];

    private readonly List<long> _times = [];

    private ReceiveTimes()
    {
    }

    /// <summary>Unix nanoseconds, in the order of the frames; never going back.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>False where they are of a clock that counts from no date.</summary>
    public bool IsDated { get; private set; } = true;

    /// <summary>Lines that were no time, or one before the line before: they count as received with the line before.</summary>
    public long Repaired { get; private set; }

    /// <summary>The file beside a venue's stream; null where there is none.</summary>
    public static string? Find(string folder, string venue)
        => LenientFile.Find(folder, $"{venue}.recv_ts_ns.txt")
        ?? LenientFile.Find(folder, $"{venue}.recv_ts.txt")
        ?? LenientFile.Find(folder, $"{venue}.recv_ts_us.txt")
        ?? LenientFile.Find(folder, $"{venue}.recv_ts_ms.txt");

    public static ReceiveTimes Read(byte[] content)
    {
        var times = new ReceiveTimes();
        foreach (var line in Encoding.UTF8.GetString(content).AsSpan().TrimEnd('\n').EnumerateLines())
            times.Add(line.Trim());
        return times;
    }

    /// <summary>One time as it stands in a file; null where it is none.</summary>
    public static long? Parse(ReadOnlySpan<char> text, out bool isDated)
    {
        isDated = true;
        if (!Exact.TryParse(text, out var value) || value.Sign <= 0)
            return null;
        if (value.Decimals > 0)
        {
            var seconds = value.Round(9, Rounding.Floor);
            return seconds < new Exact(long.MaxValue, 9) ? (long)seconds.At(9) : null;
        }

        foreach (var units in UnitsPerSecond)
        {
            var date = value.Mantissa / units;
            if (date >= Earliest && date <= Latest)
                return (long)(value.Mantissa * (1_000_000_000 / units));
        }

        isDated = false;
        return value.Mantissa < long.MaxValue ? (long)value.Mantissa : null;
    }

    /// <summary>
    /// Gives every frame a time: what is missing at the end goes on at the pace of the rest. Spread evenly over a range where there
    /// is none at all.
    /// </summary>
    public static long[] Spread(IReadOnlyList<long> known, int frames, long from, long until)
    {
        var times = new long[frames];
        var count = Math.Min(known.Count, frames);
        for (var i = 0; i < count; i++)
            times[i] = known[i];
        if (count == frames)
            return times;
        var (start, step) = count > 1
            ? (known[count - 1], (known[count - 1] - known[0]) / (count - 1))
            : (from, (until - from) / Math.Max(frames, 1));
        for (var i = count; i < frames; i++)
            times[i] = start + (step * (i - count + (count > 1 ? 1 : 0)));
        return times;
    }

    private void Add(ReadOnlySpan<char> line)
    {
        var last = _times.Count == 0 ? 0 : _times[^1];
        if (Parse(line, out var isDated) is not { } time)
        {
            Repaired++;
            _times.Add(last);
            return;
        }

        IsDated &= isDated;
        if (time < last)
        {
            Repaired++;
            time = last;
        }

        _times.Add(time);
    }
}

using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>
/// What was sent to each account on the day (UTC) of the last order. A line is in the log before its order leaves, so a restart in the
/// middle of a day does not begin it again.
/// </summary>
public sealed class SentToday : IDisposable
{
    private const long Day = 86_400_000_000_000;

    private readonly Dictionary<string, Sum> _sums = new(StringComparer.Ordinal);
    private readonly AppendLog _log;

    public SentToday(string path) => _log = AppendLog.Open(path, line => Apply(RecordCodec.Decode<SentLine>(line)));

    /// <summary>In dollars.</summary>
    /// <param name="now">Unix nanoseconds.</param>
    public Amount Of(Venue venue, long now) => _sums.TryGetValue(venue.Name, out var sum) && sum.Day == now / Day ? sum.Dollars : Amount.Zero;

    public void Add(Venue venue, Amount dollars, long now)
    {
        var line = new SentLine(venue.Name, now / Day, dollars);
        _log.Append(RecordCodec.Encode(line));
        Apply(line);
    }

    public void Dispose() => _log.Dispose();

    private void Apply(SentLine line)
    {
        var before = _sums.TryGetValue(line.Venue, out var sum) && sum.Day == line.Day ? sum.Dollars : Amount.Zero;
        _sums[line.Venue] = new Sum(line.Day, before + line.Dollars);
    }

    private readonly record struct Sum(long Day, Amount Dollars);

    private sealed record SentLine(string Venue, long Day, Amount Dollars);
}

using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// What was filled in the newest calendar month (UTC), by venue and quote asset, in that asset: allowances are counted by it. A
/// part of the fold over the journal, so a restart knows it.
/// </summary>
public sealed class TradedVolumes
{
    private readonly SortedDictionary<(Venue Venue, Asset Quote), Amount> _sums = [];
    private int _month;

    /// <summary>A fill. One of a month that is over counts for none any more.</summary>
    /// <param name="time">Unix nanoseconds.</param>
    /// <param name="venue">Where.</param>
    /// <param name="quote">In what.</param>
    /// <param name="notional">How much of it.</param>
    public void Add(long time, Venue venue, Asset quote, Amount notional)
    {
        if (notional.Sign <= 0 || !Turn(MonthOf(time)))
            return;
        _sums[(venue, quote)] = _sums.GetValueOrDefault((venue, quote)) + notional;
    }

    /// <summary>Of the month that a time lies in.</summary>
    public IEnumerable<(Asset Quote, Amount Notional)> Of(Venue venue, long now)
        => MonthOf(now) == _month ? _sums.Where(sum => sum.Key.Venue == venue).Select(sum => (sum.Key.Quote, sum.Value)) : [];

    public List<RecordedVolume> ToRecords() => _sums.Select(sum => new RecordedVolume(_month, sum.Key.Venue, sum.Key.Quote, sum.Value)).ToList();

    public void Restore(IEnumerable<RecordedVolume> volumes)
    {
        foreach (var volume in volumes.Where(volume => Turn(volume.Month)))
            _sums[(volume.Venue, volume.Quote)] = volume.Notional;
    }

    /// <summary>Months since year 0.</summary>
    private static int MonthOf(long time)
    {
        var date = DateTimeOffset.UnixEpoch.AddTicks(time / 100);
        return (date.Year * 12) + date.Month - 1;
    }

    private bool Turn(int month)
    {
        if (month > _month)
        {
            _sums.Clear();
            _month = month;
        }

        return month == _month;
    }
}

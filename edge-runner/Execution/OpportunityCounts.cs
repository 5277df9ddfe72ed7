using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// In how many opportunities that were taken each venue had a part, since the beginning: smart balancing goes by it. A part of the fold
/// over the journal, so a restart knows it.
/// </summary>
public sealed class OpportunityCounts
{
    private readonly SortedDictionary<Venue, long> _counts = [];

    public IEnumerable<KeyValuePair<Venue, long>> All => _counts;

    /// <summary>A cycle began: what was bought on command, or swept up, is no opportunity.</summary>
    public void Add(CycleOpened opened)
    {
        if (opened.Kind is PathKind.Commanded or PathKind.Residual)
            return;
        foreach (var venue in opened.Legs.Select(leg => leg.Venue).Distinct())
            _counts[venue] = _counts.GetValueOrDefault(venue) + 1;
    }

    public List<RecordedCount> ToRecords() => _counts.Select(count => new RecordedCount(count.Key, count.Value)).ToList();

    public void Restore(IEnumerable<RecordedCount> counts)
    {
        foreach (var count in counts)
            _counts[count.Venue] = count.Count;
    }
}

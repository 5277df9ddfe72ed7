using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Instruments;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>One venue of a capture.</summary>
/// <param name="Definition">Which.</param>
/// <param name="Listed">Its instruments; empty where they have to be found out from the stream.</param>
/// <param name="IsComplete">The list is what a run watched, so that nothing is added to it from the stream.</param>
/// <param name="SnapshotDepth">Levels a side that its snapshots were asked with; 0 where that is not known.</param>
public sealed record CapturedVenue(VenueDefinition Definition, IReadOnlyList<ListedInstrument> Listed, bool IsComplete, int SnapshotDepth)
{
    public string Name => Definition.Name;
}

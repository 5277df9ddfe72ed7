using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Execution;

/// <summary>What a journal that is lost came to, as far as its records had left the machine.</summary>
/// <param name="State">As they come to.</param>
/// <param name="LastEpoch">The run of the newest cycle that they speak of; 0 for none.</param>
/// <param name="LastCycle">Its number: an order of an older cycle that is not open here is counted here already.</param>
public sealed record LeftBehind(Checkpoint State, long LastEpoch, long LastCycle)
{
    /// <summary>Whoever starts on an empty disk asks for it as for one account more, under this name.</summary>
    public static readonly Venue Source = new("facts");

    /// <param name="state">What the records come to.</param>
    /// <param name="records">All that there were: cycles that are long closed stand in no state.</param>
    public static LeftBehind Of(Checkpoint state, IEnumerable<JournalRecord> records)
    {
        var last = state.Closed.Concat(state.Open).Concat(records).OfType<CycleOpened>().Select(cycle => (cycle.Epoch, cycle.Cycle)).DefaultIfEmpty().Max();
        return new LeftBehind(state, last.Epoch, last.Cycle);
    }

    /// <summary>Whether an order of ours stands in cycles that were closed before the last fact left.</summary>
    public bool Covers(long epoch, long cycle) => epoch < LastEpoch || (epoch == LastEpoch && cycle <= LastCycle);
}

using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>One thing that happened to an instance, and what its code decided upon it. It is stored whole or not at all.</summary>
/// <param name="Happening">What happened.</param>
/// <param name="Decisions">In the order in which the code made them.</param>
/// <param name="Status">As the code had it at the end of the turn.</param>
public sealed record Turn(HistoryEntry Happening, IReadOnlyList<HistoryEntry> Decisions, WorkflowStatus? Status)
{
    /// <summary>Null where the run goes on.</summary>
    public HistoryEntry? End => Decisions is [.., { IsEnd: true } end] ? end : null;

    /// <summary>A history as the turns that it came about in, without their status.</summary>
    public static IReadOnlyList<Turn> Of(IReadOnlyList<HistoryEntry> history)
    {
        var turns = new List<Turn>();
        for (var i = 0; i < history.Count;)
        {
            var happening = history[i++];
            var first = i;
            while (i < history.Count && history[i].IsDecision)
                i++;
            turns.Add(new Turn(happening, [.. history.Skip(first).Take(i - first)], Status: null));
        }

        return turns;
    }
}

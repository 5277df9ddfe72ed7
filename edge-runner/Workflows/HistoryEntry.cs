namespace Arbit.EdgeRunner.Workflows;

/// <summary>A line of an instance's history: what happened to it, or what its code decided upon that.</summary>
/// <param name="Kind">Which; says what the others mean.</param>
/// <param name="Number">Of the call, timer or sub-workflow, counted from one; 0 where there is none.</param>
/// <param name="Attempt">Of a call, counted from one; 0 for everything else.</param>
/// <param name="Name">Empty where there is none.</param>
/// <param name="Data">JSON, or text; empty where there is none.</param>
/// <param name="Time">When: what the code then saw as now.</param>
public sealed record HistoryEntry(HistoryKind Kind, int Number, int Attempt, string Name, string Data, DateTimeOffset Time)
{
    /// <summary>Made by the code; everything else happened to it.</summary>
    public bool IsDecision => Kind >= HistoryKind.ActivityScheduled;

    /// <summary>The last line of a run.</summary>
    public bool IsEnd => Kind >= HistoryKind.ContinuedAsNew;

    public override string ToString()
        => $"{Kind}{(Number > 0 ? $" {Number}" : "")}{(Attempt > 1 ? $" (attempt {Attempt})" : "")}"
            + $"{(Name.Length > 0 ? $" {Name}" : "")}{(Data.Length > 0 ? $": {Data}" : "")}";
}

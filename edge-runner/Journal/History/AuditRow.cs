namespace Arbit.EdgeRunner.Journal.History;

/// <summary>One decision of the engine; its key is run epoch and sequence, as the sequence begins anew with each run.</summary>
public sealed record AuditRow : HistoryRow
{
    public required long RunEpoch { get; init; }
    public required long Sequence { get; init; }
    public required long Time { get; init; }
    public required string Kind { get; init; }

    /// <summary>What it is about: a candidate, a cycle, an order, a venue.</summary>
    public required string Subject { get; init; }
    public required string Detail { get; init; }

    internal override HistoryTable Table => HistoryTable.Audit;

    internal override object?[] Values() => [RunEpoch, Sequence, Time, Kind, Subject, Detail];
}

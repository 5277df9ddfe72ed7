namespace Arbit.EdgeRunner.Journal.History;

/// <summary>Where the history goes, and how much of it may wait.</summary>
public sealed record HistoryOptions
{
    public required string DatabasePath { get; init; }

    public required string TradeAuditPath { get; init; }

    /// <summary>
    /// Rows that may wait. The last quarter is kept for trades and cycles, the quarter before it for those and audit rows: what is
    /// frequent cannot crowd out what is precious.
    /// </summary>
    public int Capacity { get; init; } = 65_536;

    /// <summary>Rows in one transaction at most.</summary>
    public int BatchRows { get; init; } = 1000;

    /// <summary>How long the first row of a transaction waits for others at most.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the end waits for what is still to be written.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(5);

    internal int CapacityFor(HistoryTable table) => table switch
    {
        HistoryTable.Spreads => Capacity - (Capacity / 4 * 2),
        HistoryTable.Audit => Capacity - (Capacity / 4),
        _ => Capacity,
    };
}

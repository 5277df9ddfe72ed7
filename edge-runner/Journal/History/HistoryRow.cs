namespace Arbit.EdgeRunner.Journal.History;

/// <summary>
/// A row of the history. Times are Unix nanoseconds UTC; <c>Simulated</c> says that no real money moved. A row whose key is already
/// there replaces it: an order that was unknown and is settled later, or rows written again after a crash.
/// </summary>
public abstract record HistoryRow
{
    private protected HistoryRow()
    {
    }

    internal abstract HistoryTable Table { get; }

    /// <summary>In the order of the table's columns: text, long or null.</summary>
    internal abstract object?[] Values();

    /// <summary>Booleans are 0 and 1 in SQLite.</summary>
    private protected static long Flag(bool value) => value ? 1 : 0;
}

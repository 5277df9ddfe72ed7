namespace Arbit.EdgeRunner.Journal.History;

/// <summary>What is kept of the past, most precious first.</summary>
public enum HistoryTable
{
    Trades,
    Cycles,
    Audit,
    Spreads,
}

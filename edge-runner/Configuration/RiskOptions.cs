namespace Arbit.EdgeRunner.Configuration;

/// <summary>What stops trading beside the day's loss and failures in a row. Numbers are ours where strategy.md names none.</summary>
public sealed class RiskOptions
{
    /// <summary>A greater loss since the last start from zero stops new entries; 0 is never.</summary>
    public string StopPnlUsd { get; set; } = "20";

    public int RecoveryWaitSeconds { get; set; } = 90;

    /// <summary>A wider spread pauses the pair.</summary>
    public string MaxSpreadBps { get; set; } = "200";

    /// <summary>A greater move of the middle within <see cref="MoveSeconds"/> pauses the pair.</summary>
    public string MaxMoveBps { get; set; } = "300";

    public int MoveSeconds { get; set; } = 10;

    /// <summary>More losses of sync than this within <see cref="DesyncMinutes"/> pause the pair.</summary>
    public int MaxDesyncs { get; set; } = 5;

    public int DesyncMinutes { get; set; } = 5;

    public int PairPauseSeconds { get; set; } = 60;

    /// <summary>So many orders refused, lost or unanswered within <see cref="OrderFailureSeconds"/> pause the venue.</summary>
    public int OrderFailures { get; set; } = 5;

    public int OrderFailureSeconds { get; set; } = 60;

    public int VenuePauseSeconds { get; set; } = 30;

    public int LongestVenuePauseSeconds { get; set; } = 600;

    /// <summary>Each multiple of it that an order takes costs the venue one open order; 0 is what LatencyMode says.</summary>
    public int SlowAnswerMs { get; set; }

    /// <summary>A cross candidate that pays more before fees is a fault or a trap, never traded.</summary>
    public string MaxCrossSpreadBps { get; set; } = "500";

    public string MaxTriangularSpreadBps { get; set; } = "300";

    /// <summary>Asset → "0.5" in its units, or "4500 USD".</summary>
    public Dictionary<string, string> InventoryCaps { get; set; } = [];

    /// <summary>Cross cycles need a network that their coin can be moved back on.</summary>
    public bool RequireOpenWallets { get; set; } = true;

    /// <summary>
    /// What a cross cycle that shifts stock away from its target pays toward the next rebalance: the dollar that one may cost on
    /// average (strategy.md) over the 15 points of $9,000 that it then moves.
    /// </summary>
    public string RebalanceCostBps { get; set; } = "7.5";
}

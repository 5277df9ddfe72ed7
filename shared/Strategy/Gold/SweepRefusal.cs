namespace Arbit.Strategy.Gold;

/// <summary>Why nothing is swept. A closed list.</summary>
public enum SweepRefusal : byte
{
    /// <summary>It is swept.</summary>
    None,

    /// <summary>Sweeps belong to BTC mode.</summary>
    NotInBtcMode,

    /// <summary>This calendar month (UTC) had its sweep.</summary>
    SweptThisMonth,

    /// <summary>The bots made no profit since the last sweep, losses before it counted.</summary>
    NoProfit,
}

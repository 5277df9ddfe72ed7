namespace Arbit.EdgeRunner.Journal;

/// <summary>What a database outlives. A closed set.</summary>
public enum SqliteSafety
{
    /// <summary>What was committed outlives a loss of power (WAL, synchronous FULL).</summary>
    Power,

    /// <summary>For simulations, whose state is worth nothing afterwards: nothing is waited for.</summary>
    Nothing,
}

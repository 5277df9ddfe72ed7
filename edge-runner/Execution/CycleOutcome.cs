namespace Arbit.EdgeRunner.Execution;

/// <summary>How far a cycle is, and how it ended. A closed set.</summary>
public enum CycleOutcome : byte
{
    /// <summary>Its legs are being traded.</summary>
    Working,

    /// <summary>A leg left something open, which is being closed.</summary>
    Recovering,

    /// <summary>Every leg was filled as planned.</summary>
    Completed,

    /// <summary>Something was left open and was brought to where the cycle may end: its last asset, or another dollar.</summary>
    Recovered,

    /// <summary>Something was left open and was taken back. Counts as a failure (strategy.md, what is measured).</summary>
    Unwound,

    /// <summary>What was left is below what the venue lets trade; it stays in the wallet, in the residual ledger.</summary>
    Held,

    /// <summary>No leg was filled at all: nothing happened.</summary>
    Missed,
}

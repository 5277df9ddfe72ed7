namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>Why an exchange takes no order.</summary>
public enum PaperRefusal
{
    None,

    /// <summary>Less is free than it could cost.</summary>
    InsufficientFunds,

    /// <summary>Below the instrument's smallest quantity.</summary>
    TooSmall,

    /// <summary>Below the instrument's smallest notional.</summary>
    TooCheap,

    OffLot,

    OffTick,

    /// <summary>Post-only, and there is somebody to trade with at its limit.</summary>
    WouldTake,

    /// <summary>The client order id is known already.</summary>
    Duplicate,

    /// <summary>By chance: the fault that settings ask for.</summary>
    Fault,
}

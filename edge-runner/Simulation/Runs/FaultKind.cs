namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>One thing that was done to the bot. A closed set, in the order that reports have them.</summary>
public enum FaultKind
{
    DroppedDiff,
    DoubledDiff,
    ReorderedDiff,
    WrongChecksum,
    Disconnect,
    Stall,
    FailedSnapshot,
    LostOrder,
    RejectedOrder,
    PartialFill,
    Crash,
    DiskLoss,
    LeaseLoss,
    ClockForward,
    ClockBackward,
    SuspendedWallet,
}

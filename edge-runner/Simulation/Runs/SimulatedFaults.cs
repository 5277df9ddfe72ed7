namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What goes wrong in a simulated run, apart from the market. A closed set; any of them together.</summary>
[Flags]
public enum SimulatedFaults
{
    None = 0,

    /// <summary>Lost, doubled and reordered diffs, wrong checksums, disconnects, stalls, failed snapshots.</summary>
    Feed = 1,

    /// <summary>Orders and answers that are lost, refused, or filled in part.</summary>
    Orders = 2,

    /// <summary>The process dies at any point and starts again from its journal.</summary>
    Crash = 4,

    /// <summary>Journal and epoch are lost with the process; the venues' orders and balances remain.</summary>
    Disk = 8,

    /// <summary>The lease is lost for a while.</summary>
    Lease = 16,

    /// <summary>The wall clock jumps.</summary>
    Clock = 32,

    /// <summary>Venues suspend the wallets of a coin for a while.</summary>
    Wallets = 64,

    All = Feed | Orders | Crash | Disk | Lease | Clock | Wallets,
}

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Why a venue does not move money between its wallets. A closed set.</summary>
public enum WalletTransferRefusal
{
    None,
    Duplicate,

    /// <summary>The venue has no such wallet, or both are the same.</summary>
    NoSuchWallet,
    BadAmount,
    InsufficientFunds,
}

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Why a deposit is not credited by itself. A closed set.</summary>
public enum DepositHold
{
    None,

    /// <summary>The address is the venue's, but not for this asset on this network.</summary>
    WrongNetwork,

    /// <summary>Without its tag, or with another.</summary>
    WrongTag,
    BelowMinimum,
    UnknownAddress,
}

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Why a venue does not stake or give back. A closed set.</summary>
public enum StakeRefusal
{
    None,
    Duplicate,
    UnknownProduct,
    UnknownStake,
    BelowMinimum,
    InsufficientFunds,

    /// <summary>More than is staked, or nothing.</summary>
    BadAmount,

    /// <summary>It was asked back before.</summary>
    NotStaked,
}

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Why a venue does not take a withdrawal. A closed set.</summary>
public enum WithdrawalRefusal
{
    None,

    /// <summary>The client id was used; the earlier withdrawal comes with the refusal.</summary>
    Duplicate,

    /// <summary>The venue does not move this asset on this network.</summary>
    UnknownNetwork,
    Suspended,

    /// <summary>The address is not on the account's allow list, with this tag, for this asset and network.</summary>
    NotAllowed,
    TagMissing,

    /// <summary>Zero or less.</summary>
    BadAmount,
    BelowMinimum,

    /// <summary>The network asks more than was agreed to.</summary>
    FeeTooHigh,
    InsufficientFunds,
}

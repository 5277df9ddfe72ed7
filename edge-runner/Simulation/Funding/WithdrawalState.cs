namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Where a withdrawal stands. A closed set.</summary>
public enum WithdrawalState
{
    /// <summary>Accepted; amount and fee have left the account.</summary>
    Pending,

    /// <summary>On the network, under a transaction id.</summary>
    Sent,

    /// <summary>Confirmed by the network. Whether the other side has credited it is the other side's to say.</summary>
    Done,

    /// <summary>Rejected after all; amount and fee are back in the account.</summary>
    Returned,
}

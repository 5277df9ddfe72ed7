namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Where a deposit stands. A closed set.</summary>
public enum DepositState
{
    /// <summary>Seen, and not yet confirmed or not yet credited.</summary>
    Pending,
    Credited,

    /// <summary>Seen and not credited until a person at the venue acts.</summary>
    Stuck,

    /// <summary>Nobody here owns the address.</summary>
    Lost,
}

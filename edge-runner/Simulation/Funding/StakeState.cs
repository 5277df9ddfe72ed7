namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Where a stake stands. A closed set.</summary>
public enum StakeState
{
    Staked,

    /// <summary>Asked back, and on its way.</summary>
    Releasing,
    Released,
}

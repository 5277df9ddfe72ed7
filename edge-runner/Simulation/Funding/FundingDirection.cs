namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Which way over a network: a venue suspends either by itself (lesson L26).</summary>
public enum FundingDirection
{
    Deposit,
    Withdraw,
}

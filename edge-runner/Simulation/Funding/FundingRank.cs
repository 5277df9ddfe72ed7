namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What happens first of what is due at one time, whenever it was planned: the last day's yield comes before the release.</summary>
internal enum FundingRank
{
    Withdrawal,
    Deposit,
    Yield,
    Release,
}

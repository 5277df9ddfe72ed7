namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>A line of the log: one thing as it has become. Exactly one of them is there.</summary>
/// <param name="At">Unix nanoseconds.</param>
public sealed record FundingLine(long At, Withdrawal? Withdrawal = null, Deposit? Deposit = null, Stake? Stake = null, WalletTransfer? Transfer = null);

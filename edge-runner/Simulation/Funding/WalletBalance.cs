using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What one wallet holds of one asset.</summary>
public sealed record WalletBalance(FundingWallet Wallet, Asset Asset, Amount Total, Amount Free);

using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What one wallet holds of one asset; what is staked is in none.</summary>
public sealed record WalletHolding(FundingWallet Wallet, Asset Asset, Amount Total, Amount Free);

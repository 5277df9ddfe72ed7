using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>What a coin can be staked at.</summary>
/// <param name="Product">The venue's own id.</param>
/// <param name="YearlyYield">In basis points a year.</param>
/// <param name="LockDays">0 for flexible.</param>
/// <param name="Minimum">In the asset.</param>
public sealed record StakingOffer(string Product, Asset Asset, Bps YearlyYield, int LockDays, Amount Minimum);

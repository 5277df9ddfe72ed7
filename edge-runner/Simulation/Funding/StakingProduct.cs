using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What a venue pays for coins that are left with it.</summary>
/// <param name="Id">The venue's.</param>
/// <param name="Apr">A year's yield as a share; paid daily in the coin, and staked with the rest.</param>
/// <param name="LockDays">No way out before; 0 where flexible.</param>
/// <param name="ReleaseDays">Days between asking for it back and having it, without yield.</param>
/// <param name="Minimum">The least that can be staked.</param>
public sealed record StakingProduct(string Id, Asset Asset, Bps Apr, int LockDays, int ReleaseDays, Amount Minimum)
{
    public bool IsFlexible => LockDays == 0 && ReleaseDays == 0;
}

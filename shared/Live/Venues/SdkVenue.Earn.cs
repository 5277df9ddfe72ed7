using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Money;

namespace Arbit.Live.Venues;

/// <summary>Staking: the shared interfaces have nothing of it.</summary>
public partial class SdkVenue
{
    public virtual Task<IReadOnlyList<StakingOffer>> OffersAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StakingOffer>>([]);

    /// <summary>Posts a stake, once.</summary>
    public virtual Task<PostAnswer> StakeAsync(StakingOffer offer, Amount amount, CancellationToken cancellation)
        => throw new FundingRefusedException($"The client of {venue} cannot stake.");

    /// <summary>Asks for one back, once.</summary>
    public virtual Task<PostAnswer> UnstakeAsync(AskedStake stake, CancellationToken cancellation)
        => throw new FundingRefusedException($"The client of {venue} cannot stake.");

    /// <summary>What is staked, product by product, or position by position where the venue keeps them apart.</summary>
    public virtual Task<IReadOnlyList<StakedPosition>> PositionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StakedPosition>>([]);
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>An account that there is no key for: nothing of it can be known, and nothing moved. For a dry run beside accounts that have one.</summary>
/// <param name="why">Which setting is missing.</param>
public sealed class KeylessFunding(Venue venue, string why) : IVenueFunding
{
    public Venue Venue => venue;

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => throw Nobody();

    public Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation) => throw new FundingRefusedException(why);

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation) => throw Nobody();

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => throw Nobody();

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation) => throw Nobody();

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => throw Nobody();

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => throw Nobody();

    public Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation) => throw new FundingRefusedException(why);

    public Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation) => throw new FundingRefusedException(why);

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation) => throw Nobody();

    private FundingUnansweredException Nobody() => new(why);
}

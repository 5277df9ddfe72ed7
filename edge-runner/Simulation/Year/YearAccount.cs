using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// One account's slow side as the slow process reaches it: whatever moves money is counted by its id, and the process can die on its way
/// there and back.
/// </summary>
internal sealed class YearAccount(IVenueFunding account, SlowCrashes crashes) : IVenueFunding
{
    private readonly HashSet<string> _submitted = new(StringComparer.Ordinal);

    /// <summary>Withdrawals that were submitted under an id that had been submitted before: whatever the venue said to it.</summary>
    public long SentTwice { get; private set; }

    public Venue Venue => account.Venue;

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => account.NetworksAsync(asset, cancellation);

    public async Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        crashes.Reach("before a withdrawal");
        if (!_submitted.Add(order.Id))
            SentTwice++;
        var view = await account.WithdrawAsync(order, cancellation);
        crashes.Reach("after a withdrawal");
        return view;
    }

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation) => account.FindWithdrawalAsync(id, cancellation);

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => account.DepositsAsync(asset, since, cancellation);

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation) => account.BalancesAsync(cancellation);

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => account.FeesAsync(cancellation);

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => account.StakingOffersAsync(cancellation);

    public async Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation)
    {
        crashes.Reach("before a stake");
        var view = await account.StakeAsync(id, offer, amount, cancellation);
        crashes.Reach("after a stake");
        return view;
    }

    public async Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation)
    {
        crashes.Reach("before a release");
        var view = await account.UnstakeAsync(id, cancellation);
        crashes.Reach("after a release");
        return view;
    }

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation) => account.FindStakeAsync(id, cancellation);
}

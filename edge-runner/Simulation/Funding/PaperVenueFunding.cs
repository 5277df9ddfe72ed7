using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>One paper venue, asked from any thread.</summary>
internal sealed class PaperVenueFunding(PaperFunding paper, SimulatedVenueFunding venue) : IVenueFunding
{
    public Venue Venue => venue.Venue;

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation)
        => paper.AskAsync(() => venue.NetworksAsync(asset, cancellation), cancellation);

    public Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation)
        => paper.AskAsync(() => venue.WithdrawAsync(order, cancellation), cancellation);

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation)
        => paper.AskAsync(() => venue.FindWithdrawalAsync(id, cancellation), cancellation);

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation)
        => paper.AskAsync(() => venue.DepositsAsync(asset, since, cancellation), cancellation);

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation)
        => paper.AskAsync(() => venue.BalancesAsync(cancellation), cancellation);

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation)
        => paper.AskAsync(() => venue.FeesAsync(cancellation), cancellation);

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation)
        => paper.AskAsync(() => venue.StakingOffersAsync(cancellation), cancellation);

    public Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation)
        => paper.AskAsync(() => venue.StakeAsync(id, offer, amount, cancellation), cancellation);

    public Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation)
        => paper.AskAsync(() => venue.UnstakeAsync(id, cancellation), cancellation);

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation)
        => paper.AskAsync(() => venue.FindStakeAsync(id, cancellation), cancellation);
}

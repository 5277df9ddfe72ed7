using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Slow;

/// <summary>An account that counts what it is asked to send, and loses answers when it is told to.</summary>
internal sealed class ScriptedAccount(string venue) : IVenueFunding
{
    public Venue Venue { get; } = new(venue);

    public List<string> Submitted { get; } = [];

    /// <summary>Thrown instead of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What fails was done all the same.</summary>
    public bool DoesItAnyway { get; set; }

    public Dictionary<string, WithdrawalView> Known { get; } = new(StringComparer.Ordinal);

    public Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        Submitted.Add(order.Id);
        var view = new WithdrawalView(order.Id, order.Asset, order.Network, order.Amount, order.Fee, WithdrawalState.Pending, null);
        if (Failure is null || DoesItAnyway)
            Known[order.Id] = view;
        return Failure is { } failure ? Task.FromException<WithdrawalView>(failure) : Task.FromResult(view);
    }

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation) => Task.FromResult(Known.GetValueOrDefault(id));

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FundingNetwork>>([]);

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<DepositView>>([]);

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<WalletBalance>>([]);

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PairFee>>([]);

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StakingOffer>>([]);

    public Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation) => throw new FundingRefusedException("nothing is staked here");

    public Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation) => throw new FundingRefusedException("nothing is staked here");

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation) => Task.FromResult<StakeView?>(null);
}

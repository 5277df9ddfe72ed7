using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>
/// An account's slow side: networks, withdrawals, deposits, staking, fees. It never trades. Whatever only reads may be tried again;
/// what moves money carries an id of ours and is looked up before anybody thinks of a second time (lesson L27).
/// </summary>
public interface IVenueFunding
{
    Venue Venue { get; }

    /// <summary>An asset's networks here, by canonical id.</summary>
    Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation);

    /// <summary>Submits a withdrawal, once.</summary>
    /// <exception cref="FundingRefusedException">Refused: it does not exist.</exception>
    /// <exception cref="FundingUnansweredException">Nobody knows: look it up.</exception>
    Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation);

    /// <summary>By our id; null where the venue knows none.</summary>
    Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation);

    /// <summary>Deposits seen since a time, oldest first.</summary>
    Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Every asset that is not zero, wallet by wallet.</summary>
    Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation);

    Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation);

    Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation);

    /// <summary>Stakes, once per id; a repetition answers with the one that exists.</summary>
    /// <exception cref="FundingRefusedException">Refused.</exception>
    /// <exception cref="FundingUnansweredException">Nobody knows: look it up.</exception>
    Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation);

    /// <summary>Asks for a stake back; what is locked comes when its time is over.</summary>
    /// <exception cref="FundingRefusedException">Refused.</exception>
    /// <exception cref="FundingUnansweredException">Nobody knows: look it up.</exception>
    Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation);

    /// <summary>By our id; null where the venue knows none.</summary>
    Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation);
}

using Arbit.Accounts.Keys;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>
/// Between workflows and a real account: money is moved only where real orders are configured and the account's keys have been proven to be
/// of their role and nothing more (lesson L24). Whatever only reads is let through.
/// </summary>
/// <param name="account">The real one.</param>
/// <param name="isReal">As configured; a dry run unless it says otherwise.</param>
/// <param name="prove">The self-test of the account's keys; asked before the first move, until none is refused.</param>
public sealed class GuardedFunding(IVenueFunding account, bool isReal, Func<CancellationToken, Task<IReadOnlyList<KeyVerdict>>> prove) : IVenueFunding
{
    public const string Dry = "dry run: never sent (Live:Orders is dry)";

    private volatile bool _isProven;

    public Venue Venue => account.Venue;

    /// <summary>What came of each key's self-test; empty where all were proven before.</summary>
    /// <exception cref="FundingUnansweredException">The venue does not tell now.</exception>
    public async Task<IReadOnlyList<KeyVerdict>> ProveAsync(CancellationToken cancellation)
    {
        if (_isProven)
            return [];
        var verdicts = await prove(cancellation);
        _isProven = !verdicts.Any(verdict => verdict.IsRefused);
        return verdicts;
    }

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => account.NetworksAsync(asset, cancellation);

    public async Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        await DemandAsync(cancellation);
        return await account.WithdrawAsync(order, cancellation);
    }

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation) => account.FindWithdrawalAsync(id, cancellation);

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => account.DepositsAsync(asset, since, cancellation);

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation) => account.BalancesAsync(cancellation);

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => account.FeesAsync(cancellation);

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => account.StakingOffersAsync(cancellation);

    public async Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation)
    {
        await DemandAsync(cancellation);
        return await account.StakeAsync(id, offer, amount, cancellation);
    }

    public async Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation)
    {
        await DemandAsync(cancellation);
        return await account.UnstakeAsync(id, cancellation);
    }

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation) => account.FindStakeAsync(id, cancellation);

    private async Task DemandAsync(CancellationToken cancellation)
    {
        if (!isReal)
            throw new FundingRefusedException(Dry);
        List<string> problems;
        try
        {
            problems = [.. (await ProveAsync(cancellation)).SelectMany(verdict => verdict.Problems)];
        }
        catch (FundingUnansweredException e)
        {
            // Nothing has left: it is not in doubt, as a move without an answer would be.
            throw new FundingRefusedException($"The keys of {Venue} could not be proven: {e.Message}");
        }

        if (problems.Count > 0)
            throw new FundingRefusedException(string.Join(" ", problems));
    }
}

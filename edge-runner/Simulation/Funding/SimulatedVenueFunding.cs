using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// One venue of <see cref="SimulatedFunding"/> as the slow side sees any venue. Where withdrawals go out of a wallet of their own,
/// what that one lacks is moved there first, under an id made of the withdrawal's.
/// </summary>
/// <param name="gate">Held while the model is touched, by whoever tells it the time as well.</param>
/// <param name="symbols">The pairs whose fees are told.</param>
public sealed class SimulatedVenueFunding(SimulatedFunding funding, Venue venue, Lock gate, IReadOnlyList<Symbol> symbols) : IVenueFunding
{
    private const long Minute = 60_000_000_000;

    public Venue Venue => venue;

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => Ask<IReadOnlyList<FundingNetwork>>(
        () => funding.NetworksOf(venue).Where(network => network.Asset == asset).Select(ViewOf).ToList(), cancellation);

    public Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation) => Ask(
        () =>
        {
            if (funding.FindWithdrawal(venue, order.Id) is null)
                Fill(order);
            var answer = funding.Withdraw(new WithdrawalRequest(venue, order.Id, order.Asset, order.Network, order.Address, order.Tag ?? "", order.Amount) { MostFee = order.Fee });
            if (answer.IsLost)
                throw new FundingUnansweredException($"{venue} did not answer to withdrawal {order.Id}.");
            return answer is { Refusal: WithdrawalRefusal.None, Withdrawal: { } taken }
                ? ViewOf(taken)
                : throw new FundingRefusedException(Words(answer));
        },
        cancellation);

    public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation) => Ask(
        () => funding.FindWithdrawal(venue, id) is { } known ? ViewOf(known) : null, cancellation);

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => Ask<IReadOnlyList<DepositView>>(
        () => funding.DepositsOf(venue)
            .Where(deposit => deposit.Asset == asset && TimeOf(deposit.SeenAt) >= since)
            .Reverse()
            .Select(deposit => new DepositView(deposit.TxId, deposit.Asset, deposit.Network, deposit.Amount, TimeOf(deposit.SeenAt), deposit.State == DepositState.Credited))
            .ToList(),
        cancellation);

    public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation) => Ask<IReadOnlyList<WalletBalance>>(
        () =>
        {
            var staked = funding.StakesOf(venue)
                .Where(stake => stake.State != StakeState.Released)
                .GroupBy(stake => stake.Asset)
                .OrderBy(group => group.Key)
                .Select(group => new WalletBalance("staked", group.Key, group.Aggregate(Amount.Zero, (sum, stake) => sum + stake.Amount + stake.Yielded)));
            return funding.HoldingsOf(venue)
                .Where(holding => holding.Total.Sign != 0)
                .Select(holding => new WalletBalance(holding.Wallet == FundingWallet.Trade ? "trading" : "main", holding.Asset, holding.Total))
                .Concat(staked)
                .ToList();
        },
        cancellation);

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => Ask<IReadOnlyList<PairFee>>(
        () => symbols.Select(symbol => (Symbol: symbol, Fees: funding.FeesOf(venue, symbol))).Select(pair => new PairFee(pair.Symbol, pair.Fees.Maker, pair.Fees.Taker)).ToList(),
        cancellation);

    public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => Ask<IReadOnlyList<StakingOffer>>(
        () => funding.TermsOf(venue).Products.Select(product => new StakingOffer(product.Id, product.Asset, product.Apr, product.LockDays, product.Minimum)).ToList(),
        cancellation);

    public Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation) => Ask(
        () =>
        {
            var answer = funding.Stake(venue, id, offer.Product, amount);
            if (answer.IsLost)
                throw new FundingUnansweredException($"{venue} did not answer to stake {id}.");
            return answer is { Refusal: StakeRefusal.None or StakeRefusal.Duplicate, Stake: { } stake }
                ? ViewOf(stake)
                : throw new FundingRefusedException($"{venue} does not stake {amount} in {offer.Product}: {answer.Refusal}.");
        },
        cancellation);

    public Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation) => Ask(
        () =>
        {
            var known = funding.FindStake(venue, id) ?? throw new FundingRefusedException($"{venue} has no stake {id}.");
            var answer = funding.Unstake(venue, known.Number);
            if (answer.IsLost)
                throw new FundingUnansweredException($"{venue} did not answer when stake {id} was asked back.");
            return answer is { Refusal: StakeRefusal.None or StakeRefusal.NotStaked, Stake: { } stake }
                ? ViewOf(stake)
                : throw new FundingRefusedException($"{venue} does not give stake {id} back: {answer.Refusal}.");
        },
        cancellation);

    public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation) => Ask(
        () => funding.FindStake(venue, id) is { } known ? ViewOf(known) : null, cancellation);

    private static DateTimeOffset TimeOf(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    private static FundingNetwork ViewOf(NetworkTerms terms) => new(
        terms.Network,
        terms.WithdrawFee,
        terms.MinWithdraw,
        terms.WithdrawEnabled,
        terms.DepositEnabled,
        terms.Takes.Ticks * 100m / Minute,
        terms.Contract.Length == 0 ? null : terms.Contract,
        terms.TagRequired);

    private static WithdrawalView ViewOf(Withdrawal withdrawal) => new(
        withdrawal.ClientId,
        withdrawal.Asset,
        withdrawal.Network,
        withdrawal.Amount,
        withdrawal.Fee,
        withdrawal.State,
        withdrawal.TxId.Length == 0 ? null : withdrawal.TxId);

    private static StakeView ViewOf(Stake stake)
    {
        var free = stake.State == StakeState.Staked ? stake.LockedUntil : stake.ReleasesAt;
        return new StakeView(stake.ClientId, stake.Product, stake.Asset, stake.Amount, stake.Yielded, stake.State, free > stake.StakedAt ? TimeOf(free) : null);
    }

    private string Words(WithdrawalAnswer answer) => answer.Withdrawal is { } earlier
        ? $"{venue} refuses withdrawal {earlier.ClientId}: it was taken before and is {earlier.State}."
        : $"{venue} refuses: {answer.Refusal}.";

    /// <summary>What is refused here is refused again by the withdrawal itself, for want of funds.</summary>
    private void Fill(WithdrawalOrder order)
    {
        var wallet = funding.TermsOf(venue).WithdrawsFrom;
        if (wallet == FundingWallet.Trade)
            return;
        var there = funding.HoldingsOf(venue).FirstOrDefault(holding => holding.Wallet == wallet && holding.Asset == order.Asset)?.Free ?? Amount.Zero;
        var missing = order.Amount + order.Fee - there;
        if (missing.Sign > 0)
            funding.Transfer(venue, "fill-" + order.Id, order.Asset, FundingWallet.Trade, wallet, missing);
    }

    /// <summary>What it throws is in the task, as over any wire.</summary>
    private Task<T> Ask<T>(Func<T> ask, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            try
            {
                return Task.FromResult(ask());
            }
            catch (Exception e) when (e is FundingRefusedException or FundingUnansweredException)
            {
                return Task.FromException<T>(e);
            }
        }
    }
}

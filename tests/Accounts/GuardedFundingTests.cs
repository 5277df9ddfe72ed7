using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Accounts;

/// <summary>Money moves only for real, and only with keys that were proven.</summary>
public sealed class GuardedFundingTests
{
    private static readonly WithdrawalOrder Order = new("w-1", new Asset("USDT"), "solana", Amount.Parse("5"), Amount.Parse("1"), "address", null);

    private int _proofs;
    private IReadOnlyList<string> _problems = [];
    private bool _isSilent;

    [Fact]
    public async Task A_dry_run_moves_nothing_and_says_so()
    {
        var e = await Assert.ThrowsAsync<FundingRefusedException>(() => Guarded(isReal: false).WithdrawAsync(Order, default));
        Assert.Equal(GuardedFunding.Dry, e.Message);
        Assert.Equal(0, _proofs);
    }

    [Fact]
    public async Task A_key_that_may_too_much_moves_nothing()
    {
        _problems = ["The withdrawing key of kraken may trade."];
        var guarded = Guarded(isReal: true);
        Assert.Equal(_problems, Assert.Single(await guarded.ProveAsync(default)).Problems);
        await Assert.ThrowsAsync<FundingRefusedException>(() => guarded.WithdrawAsync(Order, default));
        await Assert.ThrowsAsync<FundingRefusedException>(() => guarded.UnstakeAsync("s-1", default));
    }

    [Fact]
    public async Task A_venue_that_does_not_tell_is_asked_again_and_meanwhile_nothing_is_in_doubt()
    {
        _isSilent = true;
        var guarded = Guarded(isReal: true);
        await Assert.ThrowsAsync<FundingRefusedException>(() => guarded.WithdrawAsync(Order, default));
        _isSilent = false;
        await Assert.ThrowsAsync<ReachedException>(() => guarded.WithdrawAsync(Order, default));
        await Assert.ThrowsAsync<ReachedException>(() => guarded.WithdrawAsync(Order, default));
        Assert.Equal(2, _proofs);
    }

    [Fact]
    public async Task Nothing_is_known_of_an_account_without_a_key_and_nothing_moved()
    {
        var account = new KeylessFunding(new Venue("kraken"), "no key");
        await Assert.ThrowsAsync<FundingRefusedException>(() => account.WithdrawAsync(Order, default));
        await Assert.ThrowsAsync<FundingUnansweredException>(() => account.BalancesAsync(default));
    }

    private GuardedFunding Guarded(bool isReal) => new(new ReachedFunding(), isReal, _ =>
    {
        _proofs++;
        return _isSilent ? throw new FundingUnansweredException("kraken does not answer") : Task.FromResult<IReadOnlyList<KeyVerdict>>([new KeyVerdict(new Venue("kraken"), KeyRole.Withdraw, _problems, [])]);
    });

    private sealed class ReachedException : Exception;

    /// <summary>Says that it was reached.</summary>
    private sealed class ReachedFunding : IVenueFunding
    {
        public Venue Venue => new("kraken");

        public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => throw new ReachedException();

        public Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation) => throw new ReachedException();

        public Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation) => throw new ReachedException();

        public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => throw new ReachedException();

        public Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation) => throw new ReachedException();

        public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => throw new ReachedException();

        public Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => throw new ReachedException();

        public Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation) => throw new ReachedException();

        public Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation) => throw new ReachedException();

        public Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation) => throw new ReachedException();
    }
}

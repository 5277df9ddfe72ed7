using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Simulation.Funding;

/// <summary>The model behind the slow side's port.</summary>
public sealed class SimulatedVenueFundingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_transfer_is_seen_at_both_ends()
    {
        using var bench = new FundingBench();
        var (binance, kraken) = (Of(bench, FundingBench.Binance), Of(bench, FundingBench.Kraken));
        var tron = (await binance.NetworksAsync(FundingBench.Usdt, None)).Single(network => network.Network == "tron");
        Assert.Equal((Amount.Parse("1"), 3m, true, true), (tron.WithdrawFee, tron.Minutes, tron.WithdrawEnabled, tron.DepositEnabled));
        Assert.Equal(0.1m, (await kraken.NetworksAsync(new Asset("USDC"), None)).Single(network => network.Network == "base").Minutes);

        var since = DateTimeOffset.UnixEpoch.AddTicks(bench.Funding.Now / 100);
        var taken = await binance.WithdrawAsync(Order(bench, "a"), None);
        Assert.Equal((WithdrawalState.Pending, null), (taken.State, taken.Transaction));
        bench.Pass(FundingBench.Day);
        var done = (await binance.FindWithdrawalAsync("a", None))!;
        Assert.Equal(WithdrawalState.Completed, done.State);
        Assert.Null(await binance.FindWithdrawalAsync("b", None));
        var deposit = Assert.Single(await kraken.DepositsAsync(FundingBench.Usdt, since, None));
        Assert.Equal((done.Transaction, true, Amount.Parse("1000")), (deposit.Transaction, deposit.Credited, deposit.Amount));
        Assert.Empty(await kraken.DepositsAsync(FundingBench.Usdt, since.AddDays(1), None));
    }

    [Fact]
    public async Task A_refusal_and_no_answer_are_told_apart()
    {
        using var bench = new FundingBench();
        var binance = Of(bench, FundingBench.Binance);
        await Assert.ThrowsAsync<FundingRefusedException>(() => binance.WithdrawAsync(Order(bench, "a") with { Tag = "1" }, None));
        await Assert.ThrowsAsync<FundingRefusedException>(() => binance.WithdrawAsync(Order(bench, "a") with { Fee = Amount.Parse("0.5") }, None));
        await binance.WithdrawAsync(Order(bench, "a"), None);
        var again = await Assert.ThrowsAsync<FundingRefusedException>(() => binance.WithdrawAsync(Order(bench, "a"), None));
        Assert.Contains("taken before and is Pending", again.Message, StringComparison.Ordinal);

        using var silent = new FundingBench(new FundingFaults { LostAnswerPerMille = 1000 });
        var unheard = Of(silent, FundingBench.Binance);
        await Assert.ThrowsAsync<FundingUnansweredException>(() => unheard.WithdrawAsync(Order(silent, "a"), None));
        Assert.NotNull(await unheard.FindWithdrawalAsync("a", None));
    }

    [Fact]
    public async Task What_KuCoins_main_wallet_lacks_is_moved_there_first()
    {
        using var bench = new FundingBench();
        var kucoin = Of(bench, FundingBench.Kucoin);
        await kucoin.WithdrawAsync(Order(bench, "a"), None);
        Assert.Equal(new WalletBalance("trading", FundingBench.Usdt, Amount.Parse("8999")), (await kucoin.BalancesAsync(None)).Single(balance => balance.Asset == FundingBench.Usdt));
        bench.RequireNothingLost();
    }

    [Fact]
    public async Task A_stake_is_taken_once_counted_and_given_back()
    {
        using var bench = new FundingBench();
        var binance = Of(bench, FundingBench.Binance);
        var offer = (await binance.StakingOffersAsync(None)).Single(offer => offer.Product == "Sol*30");
        Assert.Equal((30, FundingBench.Sol), (offer.LockDays, offer.Asset));
        var first = await binance.StakeAsync("s", offer, Amount.Parse("10"), None);
        Assert.Equal(first, await binance.StakeAsync("s", offer, Amount.Parse("10"), None));
        Assert.Contains(new WalletBalance("staked", FundingBench.Sol, Amount.Parse("10")), await binance.BalancesAsync(None));
        Assert.Equal(StakeState.Releasing, (await binance.UnstakeAsync("s", None)).State);
        Assert.Equal(StakeState.Releasing, (await binance.UnstakeAsync("s", None)).State);
        bench.Pass(31 * FundingBench.Day);
        Assert.Equal(StakeState.Released, (await binance.FindStakeAsync("s", None))!.State);
        await Assert.ThrowsAsync<FundingRefusedException>(() => binance.UnstakeAsync("none", None));
        await Assert.ThrowsAsync<FundingRefusedException>(() => binance.StakeAsync("t", offer, Amount.Parse("1000"), None));
        Assert.Equal((new Symbol(FundingBench.Sol, FundingBench.Usdt), Bps.From(10m)), ((await binance.FeesAsync(None)).Single().Symbol, (await binance.FeesAsync(None)).Single().Taker));
    }

    private static SimulatedVenueFunding Of(FundingBench bench, Venue venue) => new(bench.Funding, venue, new Lock(), [new Symbol(FundingBench.Sol, FundingBench.Usdt)]);

    private static WithdrawalOrder Order(FundingBench bench, string id) => new(
        id, FundingBench.Usdt, "tron", Amount.Parse("1000"), Amount.Parse("1"), bench.AddressOf(FundingBench.Kraken, FundingBench.Usdt, "tron"), null);
}

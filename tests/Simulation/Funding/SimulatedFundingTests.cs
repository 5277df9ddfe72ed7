using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Simulation.Funding;

/// <summary>What venues do outside trading, in told time: every path that money takes, and that none of it is ever nowhere.</summary>
public sealed class SimulatedFundingTests
{
    [Fact]
    public void A_withdrawal_leaves_with_its_fee_is_sent_and_is_credited_elsewhere_after_the_networks_minutes()
    {
        using var bench = new FundingBench();
        var taken = bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000").Withdrawal!;
        Assert.Equal((WithdrawalState.Pending, ""), (taken.State, taken.TxId));
        Assert.Equal(Amount.Parse("8999"), bench.Free(FundingBench.Binance, FundingBench.Usdt));
        Assert.Equal(Amount.Parse("1000"), bench.Funding.InTransit(FundingBench.Usdt));

        bench.Pass(2 * FundingBench.Minute);
        var sent = bench.Funding.FindWithdrawal(FundingBench.Binance, "id-1")!;
        var seen = Assert.Single(bench.Funding.DepositsOf(FundingBench.Kraken));
        Assert.Equal((WithdrawalState.Sent, DepositState.Pending, sent.TxId), (sent.State, seen.State, seen.TxId));
        Assert.NotEmpty(sent.TxId);
        Assert.Equal(Amount.Parse("10000"), bench.Free(FundingBench.Kraken, FundingBench.Usdt));

        bench.Pass(FundingBench.Minute);
        Assert.Equal(WithdrawalState.Completed, bench.Funding.FindWithdrawal(FundingBench.Binance, "id-1")!.State);
        Assert.Equal(DepositState.Credited, Assert.Single(bench.Funding.DepositsOf(FundingBench.Kraken)).State);
        Assert.Equal(Amount.Parse("11000"), bench.Free(FundingBench.Kraken, FundingBench.Usdt));
        Assert.Equal((Amount.Zero, Amount.Parse("1")), (bench.Funding.InTransit(FundingBench.Usdt), bench.Funding.FeesPaid(FundingBench.Usdt)));
        bench.RequireNothingLost();
    }

    [Theory]
    [InlineData("tron", "", "5", WithdrawalRefusal.BelowMinimum)]
    [InlineData("tron", "", "0", WithdrawalRefusal.BadAmount)]
    [InlineData("tron", "", "9999.01", WithdrawalRefusal.InsufficientFunds)]
    [InlineData("tron", "7", "1000", WithdrawalRefusal.NotAllowed)]
    [InlineData("base", "", "1000", WithdrawalRefusal.UnknownNetwork)]
    [InlineData("polygon", "", "1000", WithdrawalRefusal.NotAllowed)]
    public void What_a_venue_does_not_take_it_refuses_and_nothing_moves(string network, string tag, string amount, WithdrawalRefusal refusal)
    {
        using var bench = new FundingBench();
        var answer = bench.Funding.Withdraw(new WithdrawalRequest(
            FundingBench.Binance, "x", FundingBench.Usdt, network, bench.AddressOf(FundingBench.Kraken, FundingBench.Usdt, "tron"), tag, Amount.Parse(amount)));
        Assert.Equal((refusal, null), (answer.Refusal, answer.Withdrawal));
        Assert.Equal(Amount.Parse("10000"), bench.Free(FundingBench.Binance, FundingBench.Usdt));
        Assert.Empty(bench.Funding.WithdrawalsOf(FundingBench.Binance));
    }

    [Fact]
    public void A_fee_above_the_agreed_one_is_refused()
    {
        using var bench = new FundingBench();
        var request = new WithdrawalRequest(
            FundingBench.Binance, "x", FundingBench.Usdt, "tron", bench.AddressOf(FundingBench.Kraken, FundingBench.Usdt, "tron"), "", Amount.Parse("100"));
        Assert.Equal(WithdrawalRefusal.FeeTooHigh, bench.Funding.Withdraw(request with { MostFee = Amount.Parse("0.99") }).Refusal);
        Assert.Equal(WithdrawalRefusal.None, bench.Funding.Withdraw(request with { MostFee = Amount.Parse("1") }).Refusal);
    }

    [Fact]
    public void L27_a_client_id_is_taken_once_and_the_earlier_withdrawal_is_told()
    {
        using var bench = new FundingBench();
        var first = bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000").Withdrawal!;
        bench.Pass(10 * FundingBench.Minute);
        var again = bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000");
        Assert.Equal((WithdrawalRefusal.Duplicate, first.Number, WithdrawalState.Completed), (again.Refusal, again.Withdrawal!.Number, again.Withdrawal.State));
        Assert.Single(bench.Funding.WithdrawalsOf(FundingBench.Binance));
    }

    [Theory]
    [InlineData(1000, 0, true)]
    [InlineData(0, 1000, false)]
    public void L27_a_lost_answer_says_nothing_and_a_look_up_says_all(int lostAnswers, int lostRequests, bool wasDone)
    {
        using var bench = new FundingBench(new FundingFaults { LostAnswerPerMille = lostAnswers, LostRequestPerMille = lostRequests });
        var answer = bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000");
        Assert.Equal((true, null), (answer.IsLost, answer.Withdrawal));
        Assert.Equal(wasDone, bench.Funding.FindWithdrawal(FundingBench.Binance, "id-1") is not null);
        bench.Pass(FundingBench.Day);
        Assert.Equal(Amount.Parse(wasDone ? "11000" : "10000"), bench.Free(FundingBench.Kraken, FundingBench.Usdt));
        bench.RequireNothingLost();
    }

    [Fact]
    public void A_withdrawal_that_is_rejected_after_all_comes_back_with_its_fee()
    {
        using var bench = new FundingBench(new FundingFaults { ReturnedPerMille = 1000 });
        Assert.Equal(WithdrawalRefusal.None, bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000").Refusal);
        bench.Pass(FundingBench.Day);
        Assert.Equal(WithdrawalState.Returned, bench.Funding.FindWithdrawal(FundingBench.Binance, "id-1")!.State);
        Assert.Equal(Amount.Parse("10000"), bench.Free(FundingBench.Binance, FundingBench.Usdt));
        Assert.Empty(bench.Funding.DepositsOf(FundingBench.Kraken));
        bench.RequireNothingLost();
    }

    [Fact]
    public void L26_a_suspension_holds_for_its_network_and_direction_and_while_it_lasts()
    {
        var from = FundingBench.Start + FundingBench.Minute;
        var until = from + (60 * FundingBench.Minute);
        using var bench = new FundingBench(new FundingFaults
        {
            JitterPercent = 0,
            Suspensions =
            [
                new Suspension(FundingBench.Binance, null, "tron", FundingDirection.Withdraw, from, until),
                new Suspension(FundingBench.Kraken, FundingBench.Usdt, "tron", FundingDirection.Deposit, from, until),
            ],
        });
        Assert.Equal(WithdrawalRefusal.None, bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000", "before").Refusal);
        bench.Pass(FundingBench.Minute);
        Assert.Equal(WithdrawalRefusal.Suspended, bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000", "within").Refusal);
        Assert.Equal(WithdrawalRefusal.None, bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000", "another", "solana").Refusal);
        var tron = bench.Funding.NetworkOf(FundingBench.Binance, FundingBench.Usdt, "tron")!;
        Assert.Equal((true, false), (tron.DepositEnabled, tron.WithdrawEnabled));

        bench.Pass(50 * FundingBench.Minute);
        Assert.Equal(DepositState.Pending, bench.Funding.DepositsOf(FundingBench.Kraken).Single(deposit => deposit.Network == "tron").State);
        Assert.Equal(WithdrawalState.Completed, bench.Funding.FindWithdrawal(FundingBench.Binance, "before")!.State);
        bench.Pass(10 * FundingBench.Minute);
        Assert.Equal(DepositState.Credited, bench.Funding.DepositsOf(FundingBench.Kraken).Single(deposit => deposit.Network == "tron").State);
        Assert.Equal(WithdrawalRefusal.None, bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000", "after").Refusal);
    }

    [Fact]
    public void Slow_confirmations_and_late_credits_are_in_transit_all_the_while()
    {
        using var bench = new FundingBench(new FundingFaults { JitterPercent = 0, SlowPerMille = 1000, SlowTimes = 10, LatePerMille = 1000, LateBy = TimeSpan.FromMinutes(60) });
        bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000");
        bench.Pass(29 * FundingBench.Minute);
        Assert.Equal(WithdrawalState.Sent, bench.Funding.FindWithdrawal(FundingBench.Binance, "id-1")!.State);
        bench.Pass(60 * FundingBench.Minute);
        Assert.Equal(WithdrawalState.Completed, bench.Funding.FindWithdrawal(FundingBench.Binance, "id-1")!.State);
        Assert.Equal(Amount.Parse("1000"), bench.Funding.InTransit(FundingBench.Usdt));
        bench.RequireNothingLost();
        bench.Pass(FundingBench.Minute);
        Assert.Equal(Amount.Parse("11000"), bench.Free(FundingBench.Kraken, FundingBench.Usdt));
    }

    [Fact]
    public void L25_what_comes_over_the_wrong_network_is_stuck_until_a_person_acts()
    {
        // Kraken is not on bsc, but its address there is the one of its ethereum: somebody put it into the allow list.
        using var bench = new FundingBench(change: plan => plan with
        {
            Allowed = [.. plan.Allowed, new VenueAddress(FundingBench.Binance, FundingBench.Usdt, "bsc", SimulatedAddresses.Of("kraken", "bsc"), "", "wrong")],
        });
        var answer = bench.Funding.Withdraw(new WithdrawalRequest(FundingBench.Binance, "x", FundingBench.Usdt, "bsc", SimulatedAddresses.Of("kraken", "bsc"), "", Amount.Parse("1000")));
        Assert.Equal(WithdrawalRefusal.None, answer.Refusal);
        bench.Pass(30 * FundingBench.Day);
        var stuck = Assert.Single(bench.Funding.DepositsOf(FundingBench.Kraken));
        Assert.Equal((DepositState.Stuck, DepositHold.WrongNetwork), (stuck.State, stuck.Hold));
        Assert.Equal(Amount.Parse("1000"), bench.Funding.InTransit(FundingBench.Usdt));

        Assert.True(bench.Funding.Release(stuck.Number));
        Assert.False(bench.Funding.Release(stuck.Number));
        Assert.Equal(Amount.Parse("11000"), bench.Free(FundingBench.Kraken, FundingBench.Usdt));
        bench.RequireNothingLost();
    }

    [Fact]
    public void L25_a_deposit_without_its_tag_is_stuck()
    {
        using var bench = new FundingBench(change: plan => plan with
        {
            Addresses = [.. plan.Addresses.Select(address => address.Owner == FundingBench.Kraken ? address with { Tag = "4711" } : address)],
        });
        Assert.Equal(WithdrawalRefusal.None, bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000").Refusal);
        bench.Pass(FundingBench.Day);
        Assert.Equal(DepositHold.WrongTag, Assert.Single(bench.Funding.DepositsOf(FundingBench.Kraken)).Hold);
        Assert.Equal(Amount.Parse("10000"), bench.Free(FundingBench.Kraken, FundingBench.Usdt));
        bench.RequireNothingLost();
    }

    [Fact]
    public void Gold_for_the_cold_wallet_arrives_there_and_what_nobody_owns_is_counted_as_lost()
    {
        using var bench = new FundingBench(change: plan => plan with
        {
            Allowed = [.. plan.Allowed, new VenueAddress(FundingBench.Kraken, FundingBench.Paxg, "ethereum", "0xnobody", "", "wrong")],
        });
        var cold = bench.Plan.Addresses.Single(address => address.Owner is null).Address;
        bench.Funding.Withdraw(new WithdrawalRequest(FundingBench.Binance, "gold", FundingBench.Paxg, "ethereum", cold, "", Amount.Parse("0.15")));
        bench.Funding.Withdraw(new WithdrawalRequest(FundingBench.Kraken, "lost", FundingBench.Paxg, "ethereum", "0xnobody", "", Amount.Parse("0.25")));
        bench.Pass(FundingBench.Day);
        Assert.Equal((Amount.Parse("0.15"), Amount.Parse("0.25")), (bench.Funding.ColdWallet(FundingBench.Paxg), bench.Funding.Lost(FundingBench.Paxg)));
        bench.RequireNothingLost();
    }

    [Fact]
    public void KuCoin_withdraws_out_of_main_only()
    {
        using var bench = new FundingBench();
        Assert.Equal(WithdrawalRefusal.InsufficientFunds, bench.Withdraw(FundingBench.Kucoin, FundingBench.Kraken, "1000", "a").Refusal);
        Assert.Equal(WalletTransferRefusal.None, bench.Funding.Transfer(FundingBench.Kucoin, "t", FundingBench.Usdt, FundingWallet.Trade, FundingWallet.Main, Amount.Parse("1001")));
        Assert.Equal(WalletTransferRefusal.Duplicate, bench.Funding.Transfer(FundingBench.Kucoin, "t", FundingBench.Usdt, FundingWallet.Trade, FundingWallet.Main, Amount.Parse("1001")));
        Assert.Equal(WalletTransferRefusal.NoSuchWallet, bench.Funding.Transfer(FundingBench.Kraken, "t", FundingBench.Usdt, FundingWallet.Trade, FundingWallet.Main, Amount.Parse("1")));
        Assert.Equal((Amount.Parse("8999"), Amount.Parse("1001")), (bench.Free(FundingBench.Kucoin, FundingBench.Usdt), bench.Free(FundingBench.Kucoin, FundingBench.Usdt, FundingWallet.Main)));
        Assert.Equal(WithdrawalRefusal.None, bench.Withdraw(FundingBench.Kucoin, FundingBench.Kraken, "1000", "b").Refusal);
        Assert.Equal(Amount.Zero, bench.Free(FundingBench.Kucoin, FundingBench.Usdt, FundingWallet.Main));
        bench.RequireNothingLost();
    }

    [Fact]
    public void A_flexible_stake_earns_daily_and_is_back_at_once_with_its_yield()
    {
        using var bench = new FundingBench();
        var stake = bench.Funding.Stake(FundingBench.Binance, "s", "SOL001", Amount.Parse("36.5")).Stake!;
        bench.Pass((2 * FundingBench.Day) + FundingBench.Minute);
        Assert.Equal(Amount.Parse("63.5"), bench.Free(FundingBench.Binance, FundingBench.Sol));

        // 36.5 × 1 % ÷ 365 = 0.001; the second day on 36.501, cut to eight decimals.
        Assert.Equal(Amount.Parse("0.00200002"), bench.Funding.FindStake(FundingBench.Binance, "s")!.Yielded);
        Assert.Equal(StakeRefusal.BadAmount, bench.Funding.Unstake(FundingBench.Binance, stake.Number, Amount.Parse("40")).Refusal);
        Assert.Equal(StakeRefusal.None, bench.Funding.Unstake(FundingBench.Binance, stake.Number, Amount.Parse("6.5")).Refusal);
        Assert.Equal(Amount.Parse("70"), bench.Free(FundingBench.Binance, FundingBench.Sol));
        Assert.Equal(StakeState.Released, bench.Funding.Unstake(FundingBench.Binance, stake.Number).Stake!.State);
        Assert.Equal(Amount.Parse("100.00200002"), bench.Free(FundingBench.Binance, FundingBench.Sol));
        Assert.Equal(StakeRefusal.NotStaked, bench.Funding.Unstake(FundingBench.Binance, stake.Number).Refusal);
        bench.RequireNothingLost();
    }

    [Fact]
    public void A_locked_stake_asked_back_early_comes_when_its_time_is_over_and_earns_until_then()
    {
        using var bench = new FundingBench();
        var stake = bench.Funding.Stake(FundingBench.Binance, "s", "Sol*30", Amount.Parse("36.5")).Stake!;
        bench.Pass(10 * FundingBench.Day);
        var asked = bench.Funding.Unstake(FundingBench.Binance, stake.Number).Stake!;
        Assert.Equal((StakeState.Releasing, FundingBench.Start + (30 * FundingBench.Day)), (asked.State, asked.ReleasesAt));
        bench.Pass((20 * FundingBench.Day) - 1);
        Assert.Equal((StakeState.Releasing, Amount.Parse("63.5")), (bench.Funding.StakesOf(FundingBench.Binance).Single().State, bench.Free(FundingBench.Binance, FundingBench.Sol)));
        bench.Pass(1);
        var back = bench.Funding.StakesOf(FundingBench.Binance).Single();
        Assert.Equal((StakeState.Released, 30), (back.State, back.DaysPaid));
        Assert.Equal(Amount.Parse("100") + back.Yielded, bench.Free(FundingBench.Binance, FundingBench.Sol));
        bench.Pass(FundingBench.Day);
        bench.RequireNothingLost();
    }

    [Theory]
    [InlineData("none", "1", StakeRefusal.UnknownProduct)]
    [InlineData("SOL001", "0.001", StakeRefusal.BelowMinimum)]
    [InlineData("SOL001", "101", StakeRefusal.InsufficientFunds)]
    [InlineData("SOL001", "-1", StakeRefusal.BadAmount)]
    public void What_cannot_be_staked_is_refused(string product, string amount, StakeRefusal refusal)
    {
        using var bench = new FundingBench();
        Assert.Equal(refusal, bench.Funding.Stake(FundingBench.Binance, "s", product, Amount.Parse(amount)).Refusal);
        Assert.Equal(Amount.Parse("100"), bench.Free(FundingBench.Binance, FundingBench.Sol));
    }

    [Fact]
    public void A_plan_that_cannot_be_is_refused_with_all_that_is_wrong()
    {
        var plan = FundingDefaults.Plan(1, ["binance", "binance"]) with { Faults = new FundingFaults { JitterPercent = 91, LatePerMille = 1001 } };
        var wrong = Assert.Throws<ArgumentException>(() => new SimulatedFunding(plan, new MemoryFundingAccounts()));
        Assert.Contains("binance is named twice; JitterPercent must be 0 to 90; 1001 of a thousand is no share", wrong.Message, StringComparison.Ordinal);
    }
}

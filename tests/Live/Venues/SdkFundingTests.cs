using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Live.Venues;

/// <summary>The accounts' slow side by the real clients, against venues that speak the real wire formats.</summary>
public sealed class SdkFundingTests
{
    private static readonly Asset Usdt = new("USDT");
    private static readonly Asset Sol = new("SOL");

    public static TheoryData<string> Venues => [.. VenueNames.All];

    public static TheoryData<string> Stakers => [VenueNames.Binance, VenueNames.Kraken];

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Networks_are_told_by_their_canonical_names_with_what_arrives_at_least(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var networks = await bench.Funding().NetworksAsync(Usdt, default);

        var known = bench.Held(world => world.Funding!.NetworksOf(bench.Venue).Where(each => each.Asset == Usdt).ToList());
        Assert.Equal(known.Select(each => each.Network).Order(StringComparer.Ordinal), networks.Select(each => each.Network).Order(StringComparer.Ordinal));
        foreach (var each in known)
        {
            var told = networks.Single(network => network.Network == each.Network);
            Assert.Equal((true, true, false), (told.WithdrawEnabled, told.DepositEnabled, told.TagRequired));
            Assert.Equal(venue == VenueNames.Kraken ? null : each.Contract, told.Contract);

            // Kraken tells a fee for a saved address only, and the others are saved there only where the other venues have the network too.
            if (told.WithdrawFee is null)
                continue;
            Assert.Equal((each.WithdrawFee, each.MinWithdraw), (told.WithdrawFee.Value, told.MinWithdraw));
        }

        Assert.Contains(networks, network => network.WithdrawFee is not null);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_withdrawal_is_posted_once_and_followed_until_it_is_credited_on_the_other_side(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var order = OrderFor(bench, "w-1");
        var taken = await funding.WithdrawAsync(order, default);
        Assert.Equal((WithdrawalState.Pending, order.Amount), (taken.State, taken.Amount));
        Assert.Equal((order.Amount, order.Fee), bench.Held(world => world.Funding!.WithdrawalsOf(bench.Venue).Select(each => (each.Amount, each.Fee)).Single()));

        var done = await UntilAsync(() => funding.FindWithdrawalAsync("w-1", default), view => view?.State == WithdrawalState.Completed);
        Assert.Equal(("w-1", order.Asset, order.Network, order.Amount, order.Fee), (done!.Id, done.Asset, done.Network, done.Amount, done.Fee));
        Assert.NotNull(done.Transaction);
        Assert.Null(await funding.FindWithdrawalAsync("w-2", default));
        Assert.Equal(1, bench.Front.Requests.Count(IsWithdrawal));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_withdrawal_whose_answer_is_lost_is_looked_up_and_never_posted_again(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var order = OrderFor(bench, "w-3");
        bench.Front.LosesAnswer = IsWithdrawal;
        await Assert.ThrowsAsync<FundingUnansweredException>(() => funding.WithdrawAsync(order, default));

        // By whoever comes after a restart, with nothing but what is stored.
        var found = await bench.Funding().FindWithdrawalAsync("w-3", default);
        Assert.Equal((order.Amount, order.Network), (found!.Amount, found.Network));
        var again = await bench.Funding().WithdrawAsync(order, default);
        Assert.Equal("w-3", again.Id);
        Assert.Equal(1, bench.Front.Requests.Count(IsWithdrawal));
        Assert.Equal(1, bench.Held(world => world.Funding!.WithdrawalsOf(bench.Venue).Count()));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task One_that_never_arrived_is_not_known_and_not_posted_again_either(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var order = OrderFor(bench, "w-4");
        bench.Front.LosesRequest = IsWithdrawal;
        await Assert.ThrowsAsync<FundingUnansweredException>(() => funding.WithdrawAsync(order, default));
        bench.Front.LosesRequest = _ => false;

        Assert.Null(await funding.FindWithdrawalAsync("w-4", default));
        await Assert.ThrowsAsync<FundingUnansweredException>(() => funding.WithdrawAsync(order, default));
        Assert.Equal(1, bench.Front.Requests.Count(IsWithdrawal));
        Assert.Equal(0, bench.Held(world => world.Funding!.WithdrawalsOf(bench.Venue).Count()));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_address_that_the_venue_has_not_on_its_list_is_refused(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var order = OrderFor(bench, "w-5");
        await Assert.ThrowsAsync<FundingRefusedException>(() => funding.WithdrawAsync(order with { Address = "TNobodysAddressThatIsNotSavedAnywhere" }, default));
        Assert.Equal(0, bench.Held(world => world.Funding!.WithdrawalsOf(bench.Venue).Count()));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_fee_above_the_agreed_one_is_refused_before_anything_is_posted(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var order = OrderFor(bench, "w-6");
        var refused = await Assert.ThrowsAsync<FundingRefusedException>(() => funding.WithdrawAsync(order with { Fee = Amount.Parse("0.01") }, default));
        Assert.Contains("agreed was 0.01", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, bench.Front.Requests.Count(IsWithdrawal));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Deposits_are_seen_with_their_transaction_and_credited_only_once_they_are(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var from = VenueNames.All.First(name => name != venue);
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var sent = bench.Held(world =>
        {
            var to = world.Funding!.AddressesOf(bench.Venue).Single(each => each.Asset == Usdt && each.Network == "solana");
            var answer = world.Funding.Withdraw(new(new Venue(from), "d-1", Usdt, "solana", to.Address, to.Tag, Amount.Parse("25")));
            return answer.Withdrawal ?? throw new InvalidOperationException($"{answer.Refusal}");
        });
        var funding = bench.Funding();
        var credited = await UntilAsync(() => funding.DepositsAsync(Usdt, since, default), deposits => deposits.Any(deposit => deposit.Credited));

        var deposit = Assert.Single(credited!);
        var transaction = bench.Held(world => world.Funding!.FindWithdrawal(new Venue(from), "d-1")!.TxId);
        Assert.Equal((transaction, Usdt, "solana", sent.Amount), (deposit.Transaction, deposit.Asset, deposit.Network, deposit.Amount));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_deposit_that_is_under_way_is_not_in_the_balance_yet(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue, seconds: 3600);
        bench.Held(world =>
        {
            var to = world.Funding!.AddressesOf(bench.Venue).Single(each => each.Asset == Usdt && each.Network == "solana");
            world.Funding.Withdraw(new(new Venue(VenueNames.All.First(name => name != venue)), "d-2", Usdt, "solana", to.Address, to.Tag, Amount.Parse("25")));
            return true;
        });
        bench.Front.Answers = request => Pending(venue, request);
        var deposits = await bench.Funding().DepositsAsync(Usdt, TimeProvider.System.GetUtcNow().AddMinutes(-5), default);
        Assert.False(Assert.Single(deposits).Credited);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Balances_and_fees_are_the_accounts(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var balances = await funding.BalancesAsync(default);
        Assert.Equal(
            [("trading", new Asset("BTC"), Amount.Parse("1")), ("trading", Sol, Amount.Parse("1000")), ("trading", Usdt, Amount.Parse("10000"))],
            balances.Select(each => (each.Wallet, each.Asset, each.Amount)).OrderBy(each => each.Asset));

        var told = await bench.Open(KeyRole.Withdraw).FeesAsync(bench.Symbols, default);
        Assert.Equal(bench.Symbols.Select(each => each.Symbol), told.Select(fee => fee.Symbol));
        foreach (var fee in told)
        {
            var known = bench.Held(world => world.Funding!.FeesOf(bench.Venue, fee.Symbol));
            Assert.Equal((known.Maker, known.Taker), (fee.Maker, fee.Taker));
        }
    }

    [Theory]
    [MemberData(nameof(Stakers))]
    public async Task A_stake_is_posted_once_shown_and_comes_back_when_it_is_asked_for(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var offer = (await funding.StakingOffersAsync(default)).First(each => each.Asset == Sol && each.LockDays == 0);
        Assert.True(offer.YearlyYield.RateUnits > 0);
        var staked = await funding.StakeAsync("s-1", offer, Amount.Parse("10"), default);
        Assert.Equal((StakeState.Staked, Amount.Parse("10")), (staked.State, staked.Amount));
        Assert.Equal(StakeState.Staked, (await funding.FindStakeAsync("s-1", default))!.State);
        Assert.Contains(await funding.BalancesAsync(default), balance => balance == new WalletBalance("staked", Sol, Amount.Parse("10")));
        Assert.Equal(StakeState.Staked, (await funding.StakeAsync("s-1", offer, Amount.Parse("10"), default)).State);

        Assert.Equal(StakeState.Released, (await funding.UnstakeAsync("s-1", default)).State);
        Assert.Equal(StakeState.Released, (await bench.Funding().FindStakeAsync("s-1", default))!.State);
        Assert.Equal(1, bench.Front.Requests.Count(IsStake));
        Assert.Null(await funding.FindStakeAsync("s-2", default));
    }

    [Theory]
    [MemberData(nameof(Stakers))]
    public async Task A_stake_whose_answer_is_lost_is_found_and_never_posted_again(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var funding = bench.Funding();
        var offers = await funding.StakingOffersAsync(default);
        foreach (var (id, offer) in offers.Where(each => each.Asset == Sol).Select((each, index) => ($"s-3-{index}", each)))
        {
            bench.Front.LosesAnswer = IsStake;
            await Assert.ThrowsAsync<FundingUnansweredException>(() => funding.StakeAsync(id, offer, Amount.Parse("10"), default));
            Assert.Equal(StakeState.Staked, (await bench.Funding().FindStakeAsync(id, default))!.State);
            Assert.Equal(StakeState.Staked, (await funding.StakeAsync(id, offer, Amount.Parse("10"), default)).State);
        }

        Assert.Equal(offers.Count(each => each.Asset == Sol), bench.Front.Requests.Count(IsStake));
    }

    [Fact]
    public async Task Where_the_client_cannot_stake_there_is_no_offer_and_a_stake_is_refused()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Kucoin);
        var funding = bench.Funding();
        Assert.Empty(await funding.StakingOffersAsync(default));
        var offer = new StakingOffer("2611", Sol, Bps.From(300m), 0, Amount.Parse("0.01"));
        await Assert.ThrowsAsync<FundingRefusedException>(() => funding.StakeAsync("s-4", offer, Amount.Parse("10"), default));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_question_that_fails_for_a_moment_is_asked_again(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        var lost = 0;
        bench.Front.LosesRequest = _ => lost++ < 1;
        Assert.NotEmpty(await bench.Funding(withEarn: false).BalancesAsync(default));
        Assert.True(lost > 1);
    }

    private static bool IsWithdrawal(RestRequest request)
        => request.Method == "POST" && request.Path is "/sapi/v1/capital/withdraw/apply" or "/0/private/Withdraw" or "/api/v3/withdrawals";

    private static bool IsStake(RestRequest request) => request.Method == "POST" && (request.Path.EndsWith("/subscribe", StringComparison.Ordinal) || request.Path == "/0/private/Earn/Allocate");

    /// <summary>A deposit as the venue lists it before it is credited.</summary>
    private static RestReply? Pending(string venue, RestRequest request)
    {
        var now = TimeProvider.System.GetUtcNow();
        var text = (venue, request.Path) switch
        {
            (VenueNames.Binance, "/sapi/v1/capital/deposit/hisrec") => $$"""[{"id":"1","amount":"25","coin":"USDT","network":"SOL","status":0,"address":"a","addressTag":"","txId":"t","insertTime":{{now.ToUnixTimeMilliseconds()}},"transferType":0,"confirmTimes":"0/12","unlockConfirm":0,"walletType":0}]""",
            (VenueNames.Kraken, "/0/private/DepositStatus") => $$"""{"error":[],"result":[{"method":"Tether USD (SPL)","aclass":"currency","asset":"USDT","refid":"F","txid":"t","info":"a","amount":"25.0","fee":"0","time":{{now.ToUnixTimeSeconds()}},"status":"Pending"}]}""",
            (VenueNames.Kucoin, "/api/v1/deposits") => $$$"""{"code":"200000","data":{"currentPage":1,"pageSize":100,"totalNum":1,"totalPage":1,"items":[{"currency":"USDT","chain":"sol","status":"PROCESSING","address":"a","memo":"","isInner":false,"amount":"25","fee":"0","walletTxId":"t","createdAt":{{{now.ToUnixTimeMilliseconds()}}},"updatedAt":{{{now.ToUnixTimeMilliseconds()}}},"remark":""}]}}""",
            _ => null,
        };
        return text is null ? null : new RestReply(200, System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static WithdrawalOrder OrderFor(VenueBench bench, string id)
    {
        const string network = "solana";
        var to = bench.Held(world => world.Funding!.AllowedOf(bench.Venue).First(each => each.Asset == Usdt && each.Network == network));
        var fee = bench.Held(world => world.Funding!.NetworkOf(bench.Venue, Usdt, network)!.WithdrawFee);
        return new WithdrawalOrder(id, Usdt, network, Amount.Parse("100"), fee, to.Address, null);
    }

    /// <summary>The time limit only keeps a hung test from hanging the run.</summary>
    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await ask();
            if (isSo(answer))
                return answer;
            await Task.Delay(20, limit.Token);
        }
    }
}

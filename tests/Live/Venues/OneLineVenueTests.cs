using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Simulation;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;
using Binance.Net;
using Binance.Net.Clients;

namespace Arbit.Tests.Live.Venues;

/// <summary>
/// A venue of the family that has no class of its own: nothing but its client's shared interfaces, in a line. Binance's client plays it,
/// under another name, and without anything of what is known of Binance.
/// </summary>
public sealed class OneLineVenueTests
{
    [Fact]
    public async Task Its_orders_balances_fees_networks_and_withdrawals_work()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var venue = bench.Add(OneLine(bench, KeyRole.Trade));
        var events = new HeardEvents();
        await using var gateway = bench.Gateway(events, venue);
        var order = bench.Order("1-1-1", "BTC/USDT", Side.Buy, "0.01", bench.Best("BTC/USDT", Side.Buy).ToString());
        gateway.Send(order);
        var end = await events.NextAsync<OrderReply>(reply => reply.Kind == ReplyKind.Ended);
        Assert.Equal((Quantity.Parse("0.01"), new Asset("BTC")), (end.Filled, end.FeeAsset));
        gateway.AskAccount(bench.Venue, order.SentAt - 60_000_000_000);
        Assert.Equal("1-1-1", Assert.Single((await events.NextAsync<AccountReport>()).Orders).ClientOrderId);

        var funding = new SdkVenueFunding(bench.Add(OneLine(bench, KeyRole.Withdraw)), null, [.. bench.Symbols.Take(1)], bench.Store, TimeProvider.System);
        Assert.Equal(Bps.From(10m), Assert.Single(await funding.FeesAsync(default)).Taker);
        Assert.Contains(await funding.BalancesAsync(default), balance => balance.Wallet == "trading" && balance.Asset == new Asset("BTC"));
        var usdt = new Asset("USDT");
        var network = (await funding.NetworksAsync(usdt, default)).Single(each => each.Network == "solana");
        var to = bench.Held(world => world.Funding!.AllowedOf(bench.Venue).First(each => each.Asset == usdt && each.Network == "solana"));

        // The shared interface has no place for our id: a lost one is found by what it was.
        bench.Front.LosesAnswer = request => request.Path == "/sapi/v1/capital/withdraw/apply";
        var withdrawal = new WithdrawalOrder("w-1", usdt, "solana", Amount.Parse("100"), network.WithdrawFee!.Value, to.Address, null);
        await Assert.ThrowsAsync<FundingUnansweredException>(() => funding.WithdrawAsync(withdrawal, default));
        Assert.Equal(Amount.Parse("100"), (await funding.FindWithdrawalAsync("w-1", default))!.Amount);
        Assert.Equal("w-1", (await funding.WithdrawAsync(withdrawal, default)).Id);
        Assert.Equal(1, bench.Front.Count("POST", "/sapi/v1/capital/withdraw/apply"));
        Assert.Empty(await funding.StakingOffersAsync(default));
    }

    [Fact]
    public void The_three_venues_are_registered_and_another_is_named_as_missing()
    {
        Assert.Equal(["binance", "kraken", "kucoin"], SdkVenues.Names.Order(StringComparer.Ordinal));
        var access = new VenueAccess(new VenueKey("k", "cw=="), new Uri("http://127.0.0.1:1/"), new RequestBudget(1, 0, TimeSpan.FromSeconds(1), TimeProvider.System), TimeSpan.FromSeconds(1), TimeProvider.System);
        Assert.Contains("no client for nowhere", Assert.Throws<ArgumentException>(() => SdkVenues.Open(new Venue("nowhere"), access)).Message, StringComparison.Ordinal);
    }

    private static SdkVenue OneLine(VenueBench bench, KeyRole role)
    {
        var access = bench.Access(role.ToString());
        var rest = access.Rest!.ToString().TrimEnd('/');
        var client = new BinanceRestClient(options =>
        {
            options.ApiCredentials = new BinanceCredentials(access.Key.Key, access.Key.Secret);
            options.Environment = BinanceEnvironment.CreateCustom("custom", rest, rest, rest, null, null, null, null, null, null, null);
        });

        // This is the line.
        return new SdkVenue(bench.Venue, client.SpotApi.SharedClient, access, client);
    }
}

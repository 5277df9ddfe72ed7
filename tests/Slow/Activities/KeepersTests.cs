using Arbit.EdgeRunner.Workflows;
using Arbit.Money;
using Arbit.Slow.Activities;
using Arbit.Strategy;
using Arbit.Strategy.Transfers;
using Arbit.Tests.State;
using Arbit.Tests.Support;
using Arbit.Workflows;
using Arbit.Workflows.Claims;
using Arbit.Workflows.Modes;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Transfers;

namespace Arbit.Tests.Slow.Activities;

public sealed class KeepersTests
{
    private readonly ScriptedStateStore _store = new();
    private static readonly FuelShares Fuel = new(Bps.From(8500m), Bps.From(1500m), Bps.From(0m));

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_flip_raises_the_epoch_once_and_says_the_same_again_whatever_came_after_it()
    {
        var keeper = new ModeKeeper(_store, TradingMode.Gold);
        Assert.Equal((TradingMode.Gold, 0L), (await keeper.ReadAsync(default) is var before ? (before.Mode, before.Epoch) : default));
        var first = await keeper.AcceptAsync(Flip("a", TradingMode.Btc, 1), default);
        var second = await keeper.AcceptAsync(Flip("b", TradingMode.Gold, 2), default);
        Assert.Equal(new FlipDecision(true, 1, TradingMode.Gold, ""), first);
        Assert.Equal(new FlipDecision(true, 2, TradingMode.Btc, ""), second);
        Assert.Equal(first, await keeper.AcceptAsync(Flip("a", TradingMode.Btc, 1), default));
        Assert.Equal(2, (await new ModeKeeper(_store, TradingMode.Gold).ReadAsync(default)).Epoch);
    }

    [Fact]
    public async Task Flips_at_once_each_get_an_epoch_of_their_own_or_a_reason()
    {
        var keepers = Enumerable.Range(0, 4).Select(_ => new ModeKeeper(_store, TradingMode.Gold)).ToList();
        var decisions = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() =>
            keepers[number % 4].AcceptAsync(Flip($"s{number}", number % 2 == 0 ? TradingMode.Btc : TradingMode.Gold, number), default))));
        var epochs = decisions.Where(decision => decision.Accepted).Select(decision => decision.Epoch).Order().ToList();
        Assert.Equal(Enumerable.Range(1, epochs.Count).Select(number => (long)number), epochs);
        Assert.All(decisions.Where(decision => !decision.Accepted), decision => Assert.NotEmpty(decision.Reason));
        Assert.Equal(epochs.Count, (await keepers[0].ReadAsync(default)).Epoch);
    }

    [Fact]
    public async Task Accepted_targets_stand_until_others_are_configured()
    {
        var settings = new SlowSettings { Dollars = [], Stablecoins = [], Venues = ["a", "b"], BtcFuel = Fuel, GoldFuel = Fuel };
        var table = new ActivityTable();
        var keeper = new TargetKeeper(_store, () => settings);
        keeper.AddTo(table);
        Assert.Empty((await keeper.SettingsAsync(default)).AccountWeights);
        var accepted = new TargetBook(new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 6_000, ["b"] = 4_000 }, new Dictionary<string, long>(StringComparer.Ordinal));
        await table.Find(TargetActivities.Keep.Name)!(new ActivityCall("s-1", 1, 1), WorkflowJson.Write(accepted), default);
        Assert.Equal(6_000, (await new TargetKeeper(_store, () => settings).SettingsAsync(default)).AccountWeights["a"]);

        settings = settings with { AccountWeights = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 3 } };
        Assert.Equal(3, (await keeper.SettingsAsync(default)).AccountWeights["a"]);
    }

    [Fact]
    public async Task A_claim_is_one_owners_until_it_is_given_back_or_over()
    {
        var keeper = new ClaimKeeper(_store, _time);
        var (mine, yours) = (Of("mine"), Of("yours"));
        Assert.True(await keeper.TakeAsync(mine, default));
        Assert.True(await keeper.TakeAsync(mine, default));
        Assert.False(await keeper.TakeAsync(yours, default));
        await keeper.GiveAsync(yours, default);
        Assert.False(await keeper.TakeAsync(yours, default));
        await keeper.GiveAsync(mine, default);
        Assert.True(await keeper.TakeAsync(yours, default));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.True(await keeper.TakeAsync(mine, default));
    }

    [Fact]
    public async Task A_year_of_transfers_is_summed_each_once_and_gold_is_not_among_them()
    {
        var table = new ActivityTable();
        new TransferCosts(_store, _time).AddTo(table);
        var now = _time.GetUtcNow();
        for (var twice = 0; twice < 2; twice++)
        {
            await RememberAsync(table, "old", now.AddMonths(-12), rebalance: true);
            await RememberAsync(table, "one", now.AddMonths(-11), rebalance: true);
            await RememberAsync(table, "two", now, rebalance: true);
            await RememberAsync(table, "gold", now, rebalance: false);
        }

        var year = await new TransferCosts(_store, _time).TrailingYearAsync(default);
        Assert.Equal(new TrailingYear(2, Exact.Parse("0.50"), Exact.Parse("1.00")), year);
    }

    private static Task RememberAsync(ActivityTable table, string id, DateTimeOffset at, bool rebalance)
    {
        var cost = new TransferCost(id, rebalance, new TransferRecord($"r-{id}", at, Exact.Parse("0.25"), Exact.Parse("0.5")));
        return table.Find(FundingActivities.Remember.Name)!(new ActivityCall(id, 1, 1), WorkflowJson.Write(cost), default);
    }

    private FlipRequest Flip(string key, TradingMode mode, int minute) => new(key, mode, _time.GetUtcNow().AddMinutes(minute), key);

    private Claim Of(string owner) => new("rebalance", owner, _time.GetUtcNow().AddHours(1));
}

using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Rebalancing;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Rebalancing;

public class RebalancingWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task Without_drift_nothing_is_done()
    {
        var (world, result) = await ProveAsync(() => World("2000", "2000"));
        Assert.Equal((0, 0), (result.Conversions, result.Transfers));
        Assert.Equal("claims.give", world.Calls[^1].Activity);
    }

    [Fact]
    public async Task An_assets_drift_is_converted()
    {
        var (world, result) = await ProveAsync(() => Weighed(World("2000", "2000").Holds("binance", "SOL", "20").Holds("kraken", "SOL", "20"), 1, 3));
        Assert.Equal((2, 0), (result.Conversions, result.Transfers));
        Assert.True(world.At("binance", "SOL") > Amount.Parse("29"));
    }

    [Fact]
    public async Task An_accounts_drift_is_transferred()
    {
        var (world, result) = await ProveAsync(() => World("4000", "1000"));
        Assert.Equal((0, 1), (result.Conversions, result.Transfers));
        Assert.Equal(Amount.Parse("2499.95"), world.At("kraken", "USDT"));
        Assert.Single(world.Costs);
    }

    [Fact]
    public async Task What_comes_to_under_500_dollars_waits()
    {
        var (world, result) = await ProveAsync(() => World("900", "100"));
        Assert.Equal((0, 1), (result.Transfers, result.Waiting));
        Assert.Empty(world.Accounts.Submitted);
    }

    [Fact]
    public async Task Two_at_once_do_not_both_act()
    {
        var (world, _) = await ProveAsync(() => World("4000", "1000"), SlowScenario.Begins(SlowScenario.Second, new RebalanceWorkflow(), "r-2", Done.It));
        Assert.Equal(1, world.Accounts.Submitted.Values.Sum());
    }

    [Fact]
    public async Task A_failure_gives_the_claim_back()
    {
        var figures = await WorkflowProof.CheckAsync(Scenario.Of(new RebalanceWorkflow(), "r-1", Done.It, () => World("1", "2").Refuses("r-1:balances", "not now")) with { Workflows = SlowWorkflows.Table() });
        Assert.Equal(WorkflowState.Failed, Assert.Single(figures.Views).State);
    }

    [Fact]
    public async Task The_fees_of_the_next_hundred_trades_are_bought()
    {
        var (world, result) = await ProveAsync(new FeeReserveWorkflow(), "f-1", Done.It, Short);
        Assert.Equal(1, result.Conversions);
        Assert.Equal(Amount.Parse("0.0999"), world.At("binance", "BNB"));

        static SlowWorld Short()
        {
            var world = World("1000", "1000");
            world.Edge.FeesOfHundredTrades["binance"] = Amount.Parse("25");
            return world;
        }
    }

    [Fact]
    public async Task The_accounts_fees_reach_the_edge()
    {
        var (world, result) = await ProveAsync(new FeeRefreshWorkflow(), "f-1", Done.It, () => World("1", "1"));
        Assert.Equal((0, 10), (result.Waiting, world.Edge.FeesTold));
    }

    [Fact]
    public async Task Wallets_that_agree_are_quiet()
    {
        var (world, check) = await ProveAsync(new BalanceCheckWorkflow(), "b-1", Done.It, () => Modes.ModeFlipWorkflowTests.Staked(World("1", "1")));
        Assert.Empty(check.Differences);
        Assert.Empty(world.Alerts);
    }

    [Fact]
    public async Task A_difference_that_only_the_ledger_knows_is_alarmed()
    {
        var (world, check) = await ProveAsync(new BalanceCheckWorkflow(), "b-1", Done.It, Ghost);
        Assert.Equal("staked:binance SOL: 1 here, 0 there", Assert.Single(check.Differences));
        Assert.Equal(1, world.AlertsOf(AlertLevel.Alarm));

        static SlowWorld Ghost()
        {
            var world = new SlowWorld { IsLeftToAPerson = true }.Holds("binance", "SOL", "1");
            world.Ledger.Add("binance", new Asset("SOL"), Amount.Parse("-1"));
            world.Ledger.Add("staked:binance", new Asset("SOL"), Amount.Parse("1"));
            return world;
        }
    }

    private static SlowWorld World(string binance, string kraken) => Weighed(new SlowWorld().Holds("binance", "USDT", binance).Holds("kraken", "USDT", kraken), 1, 0);

    private static SlowWorld Weighed(SlowWorld world, int usdt, int sol)
    {
        var weights = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["USDT"] = usdt };
        if (sol > 0)
            weights["SOL"] = sol;
        world.Settings = world.Settings with { AssetWeights = weights, Stablecoins = [new Asset("USDT")] };
        return world;
    }

    private Task<(SlowWorld World, RebalanceResult Result)> ProveAsync(Func<SlowWorld> world, params IReadOnlyList<ScriptedEvent> events)
        => ProveAsync(new RebalanceWorkflow(), "r-1", Done.It, world, events);
}

using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Money;
using Arbit.Tests.Workflows.Transfers;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Transfers;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>Withdrawals sent twice (arbbot #129), and what was on its way bought again (arbbot #39): killed before and after every write of the journal.</summary>
public class L27_NeverSentTwiceTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task A_withdrawal_without_an_answer_is_looked_up_and_never_sent_again()
    {
        var (world, result) = await ProveAsync(
            new TransferWorkflow(), "t-1", TransferWorkflowTests.Order(),
            () => new SlowWorld(new FundingFaults { LostAnswerPerMille = 1000 }, accounts: (plan, accounts, market) => new WorldAccounts(plan, accounts, market) { KnownAfter = TimeSpan.FromMinutes(1) }).Holds("binance", "USDT", "5000"));
        Assert.Equal((TransferOutcome.Arrived, 1, Amount.Parse("1000")), (result.Outcome, world.Accounts.Submitted["t-1"], world.At("kraken", "USDT")));
        Assert.Single(world.Accounts.Funding.WithdrawalsOf(new("binance")));
    }

    [Fact]
    public async Task What_is_on_its_way_counts_where_it_goes_to_and_is_not_sent_again()
    {
        var (world, result) = await ProveAsync(new RebalanceWorkflow(), "r-1", Done.It, OnItsWay);
        Assert.Equal((0, 0), (result.Conversions, result.Transfers));
        Assert.Empty(world.Accounts.Submitted);

        static SlowWorld OnItsWay()
        {
            var world = new SlowWorld { IsLeftToAPerson = true }.Holds("binance", "USDT", "4000").Holds("kraken", "USDT", "1000");
            world.Ledger.Add("binance", new Asset("USDT"), Amount.Parse("-1500"));
            world.Ledger.Add("transit:kraken:t-0", new Asset("USDT"), Amount.Parse("1500"));
            world.Settings = world.Settings with { AssetWeights = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["USDT"] = 1 }, Stablecoins = [new Asset("USDT")] };
            return world;
        }
    }
}

using Arbit.Tests.Workflows.World;
using Arbit.Workflows;
using Arbit.Workflows.Rebalancing;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Rebalancing;

public class SmartBalancingWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_accepted_proposal_is_kept_and_counts_begin_anew()
    {
        var (world, outcome) = await ProveAsync(new SmartBalancingWorkflow(), "s-1", Done.It, () => World(300, 100), SlowScenario.Decides(Hour, "s-1", yes: true));
        Assert.True(outcome.Accepted);
        Assert.Equal("binance 50.00 % to 55.00 % (300 opportunities), kraken 50.00 % to 45.00 % (100 opportunities)", outcome.Text["targets: ".Length..]);
        Assert.Equal((5_500, 4_500), (world.Targets.Weights!["binance"], world.Targets.Weights["kraken"]));
        Assert.Equal((300L, 100L), (world.Targets.Seen["binance"], world.Targets.Seen["kraken"]));
    }

    [Fact]
    public async Task A_no_leaves_the_targets_and_is_not_asked_again_for_the_same_opportunities()
    {
        var (world, outcome) = await ProveAsync(new SmartBalancingWorkflow(), "s-1", Done.It, () => World(300, 100), SlowScenario.Decides(Hour, "s-1", yes: false));
        Assert.False(outcome.Accepted);
        Assert.Null(world.Targets.Weights);
        Assert.Equal(300, world.Targets.Seen["binance"]);
    }

    [Fact]
    public async Task Silence_is_no()
    {
        var (world, outcome) = await ProveAsync(new SmartBalancingWorkflow(), "s-1", Done.It, () => World(300, 100));
        Assert.False(outcome.Accepted);
        Assert.Null(world.Targets.Weights);
    }

    [Theory]
    [InlineData("too few", 60, 39, 0, 0, "99 opportunities since the last proposal: too few to go by")]
    [InlineData("too few since the last time", 300, 100, 250, 60, "90 opportunities since the last proposal: too few to go by")]
    [InlineData("they are even", 200, 200, 0, 0, "the targets are where the opportunities are")]
    [InlineData("an edge that counts from nothing again", 60, 30, 250, 60, "90 opportunities since the last proposal: too few to go by")]
    public async Task Nothing_is_proposed_without_need(string name, long binance, long kraken, long seenBinance, long seenKraken, string text)
    {
        var (world, outcome) = await ProveAsync(new SmartBalancingWorkflow(), "s-1", Done.It, () =>
        {
            var made = World(binance, kraken);
            made.Targets = new TargetBook(null, new SortedDictionary<string, long>(StringComparer.Ordinal) { ["binance"] = seenBinance, ["kraken"] = seenKraken });
            return made;
        });
        Assert.True(text == outcome.Text, $"{name}: {outcome.Text}");
        Assert.Null(world.Targets.Weights);
    }

    private static SlowWorld World(long binance, long kraken)
    {
        var world = new SlowWorld().Holds("binance", "USDT", "1000");
        world.Edge.Opportunities["binance"] = binance;
        world.Edge.Opportunities["kraken"] = kraken;
        return world;
    }
}

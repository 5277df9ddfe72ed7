using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Conversions;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Conversions;

public class ConversionWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task A_direct_pair_is_traded_once_though_the_answer_is_lost()
    {
        var (world, result) = await ProveAsync(() => World().LosesAnswers(":hop1", 1).Loses(":spend", 1), "USDT", "SOL");
        Assert.Equal((Amount.Parse("1000"), Amount.Parse("9.99"), ""), (result.Spent, result.Received, result.Problem));
        Assert.Equal(Amount.Parse("9.99"), world.At("binance", "SOL"));
    }

    [Fact]
    public async Task Three_hops_are_gone_one_after_the_other()
    {
        var (world, result) = await ProveAsync(Chain, "USDT", "SOL");
        Assert.Equal("", result.Problem);
        Assert.Equal((Amount.Zero, Amount.Zero), (world.At("binance", "BTC"), world.At("binance", "ETH")));
        Assert.Equal(result.Received, world.At("binance", "SOL"));
    }

    [Fact]
    public async Task Nothing_is_claimed_where_nothing_leads_there()
    {
        var (world, result) = await ProveAsync(World, "USDT", "DOGE");
        Assert.StartsWith("nothing leads", result.Problem, StringComparison.Ordinal);
        Assert.Equal(Amount.Parse("5000"), world.At("binance", "USDT"));
    }

    [Fact]
    public async Task A_refused_claim_trades_nothing()
    {
        var (_, result) = await ProveAsync(World, "USDT", "SOL", "5001");
        Assert.Equal(("not reserved: 5000 USDT are free at binance", Amount.Zero), (result.Problem, result.Spent));
    }

    [Fact]
    public async Task An_edge_that_cannot_quote_is_a_problem_and_no_failure()
    {
        var (_, result) = await ProveAsync(() => World().Refuses(":quote", "this edge does not know how"), "USDT", "SOL");
        Assert.StartsWith("not quoted", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hop_that_fills_in_part_makes_the_next_one_smaller()
    {
        var (world, result) = await ProveAsync(() => Partly(Chain()), "USDT", "SOL");
        Assert.Equal((Amount.Parse("500"), ""), (result.Spent, result.Problem));
        Assert.Equal(Amount.Parse("4500"), world.At("binance", "USDT"));

        static SlowWorld Partly(SlowWorld world)
        {
            world.Edge.Partial[":hop1"] = "0.5";
            return world;
        }
    }

    [Fact]
    public async Task A_hop_of_an_older_epoch_is_refused_and_what_was_traded_stays_where_it_is()
    {
        var (world, result) = await ProveAsync(() => Chain().Before(":hop2", each => each.Flip()), "USDT", "SOL", epoch: 0);
        Assert.Contains("epoch", result.Problem, StringComparison.Ordinal);
        Assert.Equal((Amount.Parse("1000"), Amount.Zero), (result.Spent, result.Received));
        Assert.Equal(Amount.Parse("0.01998"), world.At("binance", "BTC"));
    }

    private static SlowWorld World() => new SlowWorld().Holds("binance", "USDT", "5000");

    private static SlowWorld Chain()
    {
        var world = World();
        world.Market.List("binance", "BTC/USDT", "ETH/BTC", "SOL/ETH");
        return world;
    }

    private Task<(SlowWorld World, ConversionResult Result)> ProveAsync(Func<SlowWorld> world, string from, string to, string amount = "1000", long? epoch = null)
        => ProveAsync(new ConversionWorkflow(), "c-1", new ConversionOrder(new Venue("binance"), new Asset(from), new Asset(to), Amount.Parse(amount), Bps.From(50m), "test") { Epoch = epoch }, world);
}

using Arbit.Money;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Gold;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Gold;

public class GoldPurchaseWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task Where_no_gold_is_listed_its_part_is_sent_to_where_it_is()
    {
        var (world, _) = await ProveAsync(new GoldPurchaseWorkflow(), "g-1", new GoldPurchase(0), Without);
        Assert.Equal(1, world.Accounts.Submitted["g-1-kraken-USDT-sent"]);
        Assert.True(world.At("binance", "PAXG") > Amount.Parse("1.34"), $"{world.At("binance", "PAXG")}");

        static SlowWorld Without()
        {
            var world = World();
            world.Market.List("kraken", "BTC/USDT");
            return world;
        }
    }

    [Fact]
    public async Task What_was_refused_where_gold_is_listed_is_not_sent_away()
    {
        var (world, _) = await ProveAsync(new GoldPurchaseWorkflow(), "g-1", new GoldPurchase(0), () => World().Refuses(":hop1", "trading is halted"));
        Assert.Empty(world.Accounts.Submitted);
        Assert.Equal(Amount.Parse("2000"), world.At("kraken", "USDT"));
    }

    private static SlowWorld World() => new SlowWorld().Holds("binance", "USDT", "2000").Holds("kraken", "USDT", "2000");
}

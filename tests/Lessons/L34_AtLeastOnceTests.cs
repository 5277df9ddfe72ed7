using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Conversions;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>Durable activities and event triggers run at least once (durable-extension #724, #559): everything is idempotent under its key.</summary>
public class L34_AtLeastOnceTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task A_command_that_is_lost_and_one_whose_answer_is_lost_are_said_again_and_done_once()
    {
        var order = new ConversionOrder(new Venue("binance"), new Asset("USDT"), new Asset("SOL"), Amount.Parse("1000"), Bps.From(50m), "test");
        var (world, result) = await ProveAsync(
            new ConversionWorkflow(), "c-1", order,
            () => new SlowWorld().Holds("binance", "USDT", "1000").Loses(":spend", 2).LosesAnswers(":hop1", 2).LosesAnswers(":release", 1));
        Assert.Equal((Amount.Parse("9.99"), Amount.Zero), (world.At("binance", "SOL"), world.At("binance", "USDT")));
        Assert.Equal("", result.Problem);
        Assert.Equal(3, world.Done.Count(command => command.Id == "c-1:hop1"));
    }
}

using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Sweeps;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Sweeps;

public class SweepWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private const string Id = "sweep-2026-11";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Pressed_it_takes_15_percent_of_the_profit_to_the_cold_wallet()
    {
        var (world, result) = await ProveAsync(() => World("1000"), Press(1), SlowScenario.Decides(2 * Hour, $"{Id}-cold", true));
        Assert.True(result.IsSwept);
        // $150 of gold at 2,500 after ten basis points, less the network's 0.002.
        Assert.Equal(Amount.Parse("0.05794"), world.At("cold:wallet", "PAXG"));
        Assert.Equal(Amount.Parse("1000"), world.Sweeps.Realised);
    }

    [Fact]
    public async Task In_gold_mode_the_button_does_nothing_and_the_month_ends()
    {
        var (world, result) = await ProveAsync(() => World("1000").InMode(TradingMode.Gold), Press(1));
        Assert.Equal((false, "the month ended without a sweep"), (result.IsSwept, result.Text));
        Assert.Equal(Amount.Parse("5000"), world.At("binance", "USDT"));
    }

    [Fact]
    public async Task A_second_time_in_a_month_is_refused()
    {
        var (world, result) = await ProveAsync(() => Swept(World("1000")), Press(1));
        Assert.False(result.IsSwept);
        Assert.Equal(Amount.Zero, world.Sweeps.Realised);

        static SlowWorld Swept(SlowWorld world)
        {
            world.Sweeps = new SweepBook(new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero), Amount.Zero, Amount.Zero);
            return world;
        }
    }

    [Fact]
    public async Task A_loss_is_carried_on()
    {
        var (world, result) = await ProveAsync(() => World("-200"), Press(1));
        Assert.False(result.IsSwept);
        Assert.Equal(Amount.Parse("5000"), world.At("binance", "USDT"));
    }

    [Fact]
    public async Task What_could_not_be_bought_can_be_pressed_again()
    {
        var (world, result) = await ProveAsync(
            () => World("1000").Refuses($"{Id}-1-", "trading is halted"), Press(1), Press(2), SlowScenario.Decides(3 * Hour, $"{Id}-cold", true));
        Assert.Equal((true, 1), (result.IsSwept, world.AlertsOf(AlertLevel.Alarm)));
    }

    [Fact]
    public async Task A_refused_withdrawal_leaves_the_gold_where_it_is_and_says_so()
    {
        var (world, result) = await ProveAsync(() => World("1000"), Press(1), SlowScenario.Decides(2 * Hour, $"{Id}-cold", false));
        Assert.Equal((false, 1), (result.IsSwept, world.AlertsOf(AlertLevel.Alarm)));
        Assert.Equal(Amount.Parse("0.05994"), world.At("binance", "PAXG"));
    }

    private static SlowWorld World(string realised)
    {
        var world = new SlowWorld().InMode(TradingMode.Btc).Holds("binance", "USDT", "5000");
        world.Edge.RealisedNet = Amount.Parse(realised);
        return world;
    }

    private static ScriptedEvent Press(int hours) => ScriptedEvent.Of(hours * Hour, Id, SweepWorkflow.Button, "page");

    private Task<(SlowWorld World, SweepResult Result)> ProveAsync(Func<SlowWorld> world, params IReadOnlyList<ScriptedEvent> events)
        => ProveAsync(new SweepWorkflow(), Id, SweepMonth.Of(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)), world, events);
}

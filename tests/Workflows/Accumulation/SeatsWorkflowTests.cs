using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow;
using Arbit.Strategy;
using Arbit.Strategy.Accumulation;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Modes;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows;
using Arbit.Workflows.Accumulation;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Accumulation;

public class SeatsWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private static readonly SeatTask BuySol = new(SeatTrigger.BuySignal, "SOL");

    [Fact]
    public async Task A_buy_signal_buys_a_sixth_and_stakes_it_though_the_answer_is_lost()
    {
        var (world, _) = await ProveAsync(
            () => new SlowWorld(new FundingFaults { LostAnswerPerMille = 1000 }, accounts: (plan, accounts, market) => new WorldAccounts(plan, accounts, market) { KnownAfter = SlowScenario.Second })
                .InMode(TradingMode.Btc).Holds("binance", "USDT", "4000"),
            BuySol);
        Assert.Equal("SOL", Assert.Single(world.Seats.Taken).Coin.Code);
        Assert.Equal(Amount.Parse("0.999"), world.At("staked:binance", "SOL"));
    }

    [Fact]
    public async Task A_sell_signal_sells_and_the_seat_is_free()
    {
        var (world, _) = await ProveAsync(() => ModeFlipWorkflowTests.Seated(World()), new SeatTask(SeatTrigger.SellSignal, "SOL"));
        Assert.Empty(world.Seats.Taken);
        Assert.Equal(Amount.Zero, world.At("binance", "SOL"));
    }

    [Fact]
    public async Task What_cannot_be_sold_keeps_its_seat()
    {
        var (world, outcome) = await ProveAsync(() => ModeFlipWorkflowTests.Seated(World()).Refuses(":hop1", "trading is halted"), new SeatTask(SeatTrigger.SellSignal, "SOL"));
        Assert.Contains("was not sold", outcome.Text, StringComparison.Ordinal);
        Assert.Single(world.Seats.Taken);
    }

    [Fact]
    public async Task A_locked_stake_is_sold_when_it_is_released_and_others_do_not_wait_for_it()
    {
        var (world, _) = await ProveAsync(
            () => ModeFlipWorkflowTests.Staked(World()), new SeatTask(SeatTrigger.SellSignal, "SOL"),
            SlowScenario.Begins(TimeSpan.FromHours(1), new SeatsWorkflow(), "s-2", new SeatTask(SeatTrigger.BuySignal, "BNB")));
        Assert.Equal("BNB", Assert.Single(world.Seats.Taken).Coin.Code);
        Assert.Equal((Amount.Zero, Amount.Zero), (world.At("binance", "SOL"), world.At("staked:binance", "SOL")));
        Assert.True(world.Done.First(command => command.Id == "s-2-buy-bnb-buy:hop1").ValidUntil < world.Now.AddDays(-20));
    }

    [Fact]
    public async Task A_look_buys_warmers_until_three_seats_are_empty()
    {
        var (world, _) = await ProveAsync(() => World(), new SeatTask(SeatTrigger.Look, ""));
        Assert.NotEmpty(world.Seats.Taken);
        Assert.All(world.Seats.Taken, seat => Assert.Equal(SeatUse.Warmer, seat.Use));
    }

    [Fact]
    public async Task Without_a_seat_a_signal_is_refused()
    {
        var (_, outcome) = await ProveAsync(Full, BuySol);
        Assert.Equal("refused: NoSeat", outcome.Text);

        static SlowWorld Full()
        {
            var coins = new[] { "A", "B", "C", "D", "E", "F" };
            var world = World();
            world.Seats = new SeatBook([.. coins.Select((coin, i) => new Seat(i, new Asset(coin), SeatUse.Signal, i))], 6, []);
            return world;
        }
    }

    [Fact]
    public async Task Two_signals_at_once_wait_for_each_other()
    {
        var (world, _) = await ProveAsync(
            World, new SeatTask(SeatTrigger.BuySignal, "BNB"),
            SlowScenario.Begins(SlowScenario.Second, new SeatsWorkflow(), "s-2", new SeatTask(SeatTrigger.BuySignal, "BTC")));
        Assert.Equal(["BNB", "BTC"], world.Seats.Taken.Select(seat => seat.Coin.Code));
    }

    [Fact]
    public async Task A_failure_gives_the_claim_back()
    {
        var figures = await WorkflowProof.CheckAsync(Scenario.Of(new SeatsWorkflow(), "s-1", BuySol, () => World().Refuses("s-1:balances", "not now")) with { Workflows = SlowWorkflows.Table() });
        Assert.Equal(WorkflowState.Failed, Assert.Single(figures.Views).State);
    }

    [Fact]
    public async Task Yield_is_credited_where_it_lies()
    {
        var (world, outcome) = await ProveAsync(new YieldWorkflow(), "y-2", Done.It, Old);
        Assert.StartsWith("yield: ", outcome.Text, StringComparison.Ordinal);
        Assert.True(world.At("staked:binance", "SOL") > Amount.Parse("10"));

        static SlowWorld Old()
        {
            var world = ModeFlipWorkflowTests.Staked(World());
            // It was staked a while ago: the venue has paid since.
            world.Age(TimeSpan.FromDays(3));
            return world;
        }
    }

    private static SlowWorld World() => new SlowWorld().InMode(TradingMode.Btc).Holds("binance", "USDT", "4000");

    private Task<(SlowWorld World, SeatOutcome Result)> ProveAsync(Func<SlowWorld> world, SeatTask task, params IReadOnlyList<ScriptedEvent> events)
        => ProveAsync(new SeatsWorkflow(), "s-1", task, world, events);
}

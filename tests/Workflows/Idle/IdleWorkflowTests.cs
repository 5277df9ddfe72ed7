using Arbit.Money;
using Arbit.Tests.Support;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Idle;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Idle;

/// <summary>In each of them the ledger agrees in the end with wallet and pool to the last digit, gas and yield among them.</summary>
public class IdleWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private static readonly IdleTask Look = new(IdleWish.Look, null);

    [Fact]
    public async Task Where_lending_is_off_nothing_happens()
    {
        var (world, outcome) = await ProveAsync(Look, () => new SlowWorld().Holds("binance", "USDC", "1000"));
        Assert.Equal("lending is off", outcome.Text);
        Assert.Empty(world.Done);
    }

    [Fact]
    public async Task What_pays_is_supplied_and_its_gas_is_booked()
    {
        var (world, outcome) = await ProveAsync(Look, () => World(new WorldPool()).Lends("1000", "0", "5"));
        Assert.Equal((Amount.Parse("1000"), 1), (outcome.Moved, world.Pool!.Moves));
        Assert.Equal(Amount.Parse("4.98"), world.At(IdleWorkflow.Wallet, "POL"));
    }

    [Fact]
    public async Task What_does_not_pay_stays()
    {
        var (world, outcome) = await ProveAsync(Look, () => World(new WorldPool { YieldBps = "10" }).Lends("1000", "0", "5"));
        Assert.StartsWith("stays: ", outcome.Text, StringComparison.Ordinal);
        Assert.Equal(0, world.Pool!.Moves);
    }

    [Fact]
    public async Task A_persons_withdrawal_brings_the_yield_along()
    {
        var (world, outcome) = await ProveAsync(new IdleTask(IdleWish.Withdraw, null), () =>
        {
            var made = World(new WorldPool()).Lends("0", "1000", "5");
            made.Pool!.Supplied = Amount.Parse("1004.5");
            return made;
        });
        Assert.Equal(Amount.Parse("1004.5"), outcome.Moved);
        Assert.Equal(Amount.Parse("1004.5"), world.At(IdleWorkflow.Wallet, "USDC"));
    }

    [Fact]
    public async Task Gas_that_nobody_told_of_comes_in_with_the_move()
    {
        var (world, _) = await ProveAsync(Look, () =>
        {
            var made = World(new WorldPool()).Lends("1000", "0", "0");
            made.Pool!.Coins = Amount.Parse("0.02");
            return made;
        });
        Assert.Equal(Amount.Zero, world.At(IdleWorkflow.Wallet, "POL"));
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_and_nothing_is_sent_twice()
    {
        var (world, outcome) = await ProveAsync(Look, () =>
        {
            var made = World(new WorldPool()).Lends("1000", "0", "5");
            made.Pool!.UnheardUntil = new ManualTime().GetUtcNow() + TimeSpan.FromMinutes(12);
            return made;
        });
        Assert.Equal(4, world.Calls.Count(call => call.Activity == IdleActivities.Supply.Name));
        Assert.Equal((Amount.Parse("1000"), 1), (outcome.Moved, world.Pool!.Moves));
    }

    [Fact]
    public async Task What_the_chain_turns_down_stays_in_the_wallet()
    {
        var (world, outcome) = await ProveAsync(Look, () => World(new WorldPool { Refuses = true }).Lends("1000", "0", "5"));
        Assert.StartsWith("not supplied: ", outcome.Text, StringComparison.Ordinal);
        Assert.Equal(Amount.Parse("1000"), world.At(IdleWorkflow.Wallet, "USDC"));
    }

    [Fact]
    public async Task In_doubt_a_person_says_that_it_never_was()
    {
        var (world, outcome) = await ProveAsync(Look, () => World(new WorldPool { IsAway = true }).Lends("1000", "0", "5"), SlowScenario.Decides(TimeSpan.FromHours(2), "idle-1", yes: true));
        Assert.Equal("not supplied: the chain never had it; a person said so", outcome.Text);
        Assert.Equal(1, world.AlertsOf(AlertLevel.Alarm));
    }

    private static SlowWorld World(WorldPool pool)
    {
        var world = new SlowWorld { Pool = pool };
        world.Market.Prices["POL"] = Price.Parse("0.5");
        world.Settings = world.Settings with { IdleThreshold = Amount.Parse("1") };
        return world;
    }

    private Task<(SlowWorld World, IdleOutcome Result)> ProveAsync(IdleTask task, Func<SlowWorld> world, params IReadOnlyList<ScriptedEvent> events)
        => ProveAsync(new IdleWorkflow(), "idle-1", task, world, events);
}

using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Strategy.Accumulation;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Modes;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Modes;

public class ModeFlipWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task The_flip_to_gold_sells_the_seats_and_buys_gold()
    {
        var (world, result) = await ProveAsync(() => Seated(World(TradingMode.Gold)), TradingMode.Gold);
        Assert.False(result.Superseded);
        Assert.Empty(world.Seats.Taken);
        Assert.Equal((TradingMode.Gold, 1L, Amount.Zero), (world.Edge.Mode, world.Edge.Epoch, world.At("binance", "SOL")));
        // 85 % of 10,500 USD at 2,500.
        Assert.Equal(Exact.Parse("3.56"), world.At("binance", "PAXG").Value.Round(2, Rounding.Floor));
    }

    [Fact]
    public async Task The_flip_to_btc_sells_85_percent_of_the_gold_and_takes_the_rest_to_the_cold_wallet()
    {
        var (world, result) = await ProveAsync(() => World(TradingMode.Btc), TradingMode.Btc, SlowScenario.Decides(TimeSpan.FromHours(1), "gold-sell-1-cold-binance", true));
        Assert.False(result.Superseded);
        Assert.Equal((Amount.Zero, Amount.Parse("0.298")), (world.At("binance", "PAXG"), world.At("cold:wallet", "PAXG")));
    }

    [Theory]
    [InlineData("mode-flip-1:mode", TradingMode.Gold)]
    [InlineData("seats-flip-1:balances", TradingMode.Gold)]
    [InlineData("gold-buy-1:balances", TradingMode.Gold)]
    [InlineData("gold-buy-1-binance-USDT:quote", TradingMode.Gold)]
    [InlineData("gold-sell-1:balances", TradingMode.Btc)]
    [InlineData("gold-sell-1-binance:hop1", TradingMode.Btc)]
    public async Task A_flip_that_a_newer_one_overtakes_changes_nothing_from_there_on(string at, TradingMode mode)
    {
        var (world, result) = await ProveAsync(() => Seated(World(mode)).Before(at, each => each.Flip()), mode);
        Assert.Equal(2, world.Edge.Epoch);
        Assert.NotEqual(mode, world.Edge.Mode);
        Assert.Equal(Amount.Parse("2"), world.At("binance", "PAXG"));
        Assert.Empty(world.Accounts.Submitted);
        Assert.True(result.Superseded);
    }

    [Fact]
    public async Task A_step_that_fails_waits_for_a_person_and_the_others_follow()
    {
        var (world, result) = await ProveAsync(
            () => World(TradingMode.Gold).Refuses("seats-flip-1:balances", "not now"), TradingMode.Gold,
            SlowScenario.Decides(TimeSpan.FromHours(1), "mode-flip-1", true));
        Assert.Equal((false, 1), (result.Superseded, world.AlertsOf(AlertLevel.Alarm)));
        Assert.True(world.At("binance", "PAXG") > Amount.Parse("2"));
    }

    [Fact]
    public async Task Gold_is_not_waited_for_by_a_locked_stake_which_follows_when_it_is_released()
    {
        var (world, _) = await ProveAsync(() => Staked(World(TradingMode.Gold)), TradingMode.Gold);
        var bought = world.Done.First(command => command.Id.StartsWith("gold-buy-1-binance", StringComparison.Ordinal) && command.Id.EndsWith(":hop1", StringComparison.Ordinal));
        Assert.True(bought.ValidUntil < world.Now.AddDays(-20));
        Assert.Empty(world.Seats.Taken);
        Assert.Contains(world.Done, command => command.Id.StartsWith("gold-buy-1-released", StringComparison.Ordinal));
    }

    internal static SlowWorld Seated(SlowWorld world)
    {
        world.Holds("binance", "SOL", "5").Seats = new SeatBook([new Seat(0, new Asset("SOL"), SeatUse.Signal, 0)], 1, [new SeatHolding(0, new Venue("binance"), new Asset("SOL"), Amount.Parse("5"), null, Amount.Zero)]);
        return world;
    }

    /// <summary>Ten SOL, locked for thirty days from now on.</summary>
    internal static SlowWorld Staked(SlowWorld world)
    {
        world.Holds("binance", "SOL", "10");
        world.Accounts.Advance(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var offer = world.Accounts.Offers().First(at => at.Venue == new Venue("binance") && at.Offer.Product == "Sol*30");
        world.Accounts.Stake(new StakeAt(offer.Venue, "s-1", offer.Offer, Amount.Parse("10")));
        world.Ledger.Add("binance", new Asset("SOL"), Amount.Parse("-10"));
        world.Ledger.Add("staked:binance", new Asset("SOL"), Amount.Parse("10"));
        world.Seats = new SeatBook([new Seat(0, new Asset("SOL"), SeatUse.Signal, 0)], 1, [new SeatHolding(0, new Venue("binance"), new Asset("SOL"), Amount.Parse("10"), "s-1", Amount.Zero)]);
        return world;
    }

    /// <summary>Before the flip to a mode it was the other.</summary>
    private static SlowWorld World(TradingMode to)
        => new SlowWorld().InMode(to == TradingMode.Gold ? TradingMode.Btc : TradingMode.Gold).Holds("binance", "USDT", "5000").Holds("binance", "PAXG", "2");

    private Task<(SlowWorld World, ModeFlipResult Result)> ProveAsync(Func<SlowWorld> world, TradingMode mode, params IReadOnlyList<ScriptedEvent> events)
    {
        var before = mode == TradingMode.Gold ? TradingMode.Btc : TradingMode.Gold;
        return ProveAsync(new ModeFlipWorkflow(), "mode-flip-1", new ModeFlip(1, before, mode, "test"), Accepted, events);

        SlowWorld Accepted()
        {
            var made = world();
            made.Mode = made.Mode with { Mode = mode, Epoch = 1 };
            return made;
        }
    }
}

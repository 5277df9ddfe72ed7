using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Transfers;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Transfers;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Transfers;

public class TransferWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Money_arrives_and_its_cost_is_remembered()
    {
        var (world, result) = await ProveAsync(World, Order());
        Assert.Equal((TransferOutcome.Arrived, "solana", Amount.Parse("1000")), (result.Outcome, result.Network, result.Arrived));
        Assert.Equal((Amount.Parse("3999.95"), Amount.Parse("1000")), (world.At("binance", "USDT"), world.At("kraken", "USDT")));
        Assert.Equal(Exact.Parse("0.05"), Assert.Single(world.Costs).Record.NetworkFee.Round(2, Rounding.HalfEven));
        Assert.Empty(world.Alerts);
    }

    [Fact]
    public async Task Without_a_network_nothing_is_claimed()
    {
        var (_, result) = await ProveAsync(() => World(plan: plan => plan with { Addresses = [] }), Order());
        Assert.Equal((TransferOutcome.NotSent, null), (result.Outcome, result.Network));
    }

    [Fact]
    public async Task A_venue_that_refuses_has_sent_nothing_and_the_claim_is_given_back()
    {
        var (world, result) = await ProveAsync(() => World(plan: plan => plan with { Allowed = [] }), Order());
        Assert.Equal(TransferOutcome.NotSent, result.Outcome);
        Assert.Contains("NotAllowed", result.Why, StringComparison.Ordinal);
        Assert.Equal(Amount.Parse("5000"), world.At("binance", "USDT"));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_looked_up_where_it_was_done()
    {
        var (world, result) = await ProveAsync(() => World(new FundingFaults { LostAnswerPerMille = 1000 }, KnownLater), Order());
        Assert.Equal((TransferOutcome.Arrived, 1), (result.Outcome, world.Accounts.Submitted["t-1"]));
    }

    [Fact]
    public async Task An_answer_that_was_lost_and_not_done_is_freed_by_a_person_and_never_sent_again()
    {
        var (world, result) = await ProveAsync(() => World(new FundingFaults { LostRequestPerMille = 1000 }), Order(), SlowScenario.Decides(4 * Hour, "t-1", true));
        Assert.Equal((TransferOutcome.NotSent, 1), (result.Outcome, world.Accounts.Submitted["t-1"]));
        Assert.Equal(1, world.AlertsOf(AlertLevel.Alarm));
    }

    [Fact]
    public async Task A_yes_to_an_earlier_question_frees_nothing_that_is_in_doubt()
    {
        var (world, result) = await ProveAsync(
            () => Asks(World(new FundingFaults { LostRequestPerMille = 1000 })), Order(),
            SlowScenario.Decides(Hour, "t-1", true), SlowScenario.Decides(Hour + SlowScenario.Second, "t-1", true), SlowScenario.Decides(9 * Hour, "t-1", true));
        Assert.Equal(TransferOutcome.NotSent, result.Outcome);
        // Freed by the third yes, not by the second click on the first question.
        Assert.True(world.Now >= new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero), $"{world.Now:u}");
    }

    [Fact]
    public async Task What_the_venue_returns_is_back_where_it_was()
    {
        var (world, result) = await ProveAsync(() => World(new FundingFaults { ReturnedPerMille = 1000 }), Order());
        Assert.Equal((TransferOutcome.Returned, Amount.Parse("5000")), (result.Outcome, world.At("binance", "USDT")));
    }

    [Fact]
    public async Task A_late_deposit_is_told_once_and_waited_for()
    {
        var (world, result) = await ProveAsync(() => World(new FundingFaults { LatePerMille = 1000, LateBy = 2 * Hour }), Order());
        Assert.Equal((TransferOutcome.Arrived, 1), (result.Outcome, world.AlertsOf(AlertLevel.Alarm)));
    }

    [Fact]
    public async Task A_deposit_that_is_there_twice_is_booked_once_and_told_once()
    {
        var (world, result) = await ProveAsync(() => World(accounts: (plan, accounts, market) => new WorldAccounts(plan, accounts, market) { IsDoubled = true }), Order());
        Assert.Equal((Amount.Parse("1000"), 1), (result.Arrived, world.AlertsOf(AlertLevel.Alarm)));
    }

    [Fact]
    public async Task What_arrives_short_is_booked_as_a_cost()
    {
        var (world, result) = await ProveAsync(() => World(accounts: (plan, accounts, market) => new WorldAccounts(plan, accounts, market) { Short = Amount.Parse("3") }), Order());
        Assert.Equal((Amount.Parse("997"), Amount.Parse("997")), (result.Arrived, world.At("kraken", "USDT")));
        Assert.Equal(Amount.Parse("3.05"), Amount.From(Assert.Single(world.Costs).Record.Cost));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_is_asked_above_the_limit(bool yes)
    {
        var (world, result) = await ProveAsync(() => Asks(World()), Order(), SlowScenario.Decides(Hour, "t-1", yes));
        Assert.Equal((yes ? TransferOutcome.Arrived : TransferOutcome.NotSent, 1), (result.Outcome, world.AlertsOf(AlertLevel.Question)));
    }

    [Fact]
    public async Task Silence_is_a_no()
    {
        var (world, result) = await ProveAsync(() => Asks(World()), Order());
        Assert.Equal((TransferOutcome.NotSent, Amount.Parse("5000")), (result.Outcome, world.At("binance", "USDT")));
    }

    [Fact]
    public async Task What_has_become_dearer_since_the_yes_is_asked_again()
    {
        var (world, result) = await ProveAsync(
            () => Cheap(Asks(World())), Order(),
            SlowScenario.Decides(Hour, "t-1", true), SlowScenario.Decides(2 * Hour, "t-1", true));
        Assert.Equal((TransferOutcome.Arrived, 2), (result.Outcome, world.AlertsOf(AlertLevel.Question)));

        static SlowWorld Cheap(SlowWorld world)
        {
            world.Accounts.CheapUntil = new DateTimeOffset(2026, 11, 20, 12, 30, 0, TimeSpan.Zero);
            return world;
        }
    }

    [Fact]
    public async Task A_tag_goes_along()
    {
        var (world, result) = await ProveAsync(() => World(plan: Tagged), Order());
        Assert.Equal(TransferOutcome.Arrived, result.Outcome);
        Assert.Equal("77", world.Accounts.Funding.WithdrawalsOf(new Venue("binance")).Single().Tag);
    }

    [Fact]
    public async Task Gold_goes_to_the_cold_wallet_with_the_fee_out_of_it()
    {
        var (world, result) = await ProveAsync(() => World().Holds("binance", "PAXG", "1"), Gold(), SlowScenario.Decides(Hour, "t-1", true));
        Assert.Equal((TransferOutcome.Arrived, Amount.Parse("0.498"), Amount.Parse("0.5")), (result.Outcome, world.At("cold:wallet", "PAXG"), world.At("binance", "PAXG")));
        Assert.False(Assert.Single(world.Costs).IsRebalance);
    }

    [Fact]
    public async Task A_network_without_a_fee_asks_for_gold_all_the_same()
    {
        var (world, result) = await ProveAsync(() => World(plan: Free).Holds("binance", "PAXG", "1"), Gold());
        Assert.Equal((TransferOutcome.NotSent, 1), (result.Outcome, world.AlertsOf(AlertLevel.Question)));

        static FundingPlan Free(FundingPlan plan) => plan with { Venues = [.. plan.Venues.Select(venue => venue with { Networks = [.. venue.Networks.Select(network => network with { WithdrawFee = Amount.Zero })] })] };
    }

    [Fact]
    public async Task An_edge_that_refuses_to_book_what_has_left_keeps_the_claim_and_a_person_hears_of_it()
    {
        var (world, result) = await ProveAsync(() => World(left: true).Refuses(":left", "no such place"), Order());
        Assert.Equal((TransferOutcome.Arrived, 1), (result.Outcome, world.AlertsOf(AlertLevel.Alarm)));
        Assert.Equal("t-1:amount", Assert.Single(world.Ledger.Claims));
        Assert.Equal((Amount.Parse("5000"), Amount.Zero), (world.At("binance", "USDT"), world.At("kraken", "USDT")));
    }

    [Fact]
    public async Task A_yes_that_comes_after_the_next_flip_moves_nothing()
    {
        var (world, result) = await ProveAsync(
            () => World().Holds("binance", "PAXG", "1").Before(":amount", each => each.Flip()), Gold() with { Epoch = 0 }, SlowScenario.Decides(Hour, "t-1", true));
        Assert.Equal((TransferOutcome.NotSent, Amount.Parse("1")), (result.Outcome, world.At("binance", "PAXG")));
    }

    [Fact]
    public async Task A_claim_that_is_refused_sends_nothing()
    {
        var (world, result) = await ProveAsync(World, Order() with { Amount = Amount.Parse("5000") });
        Assert.StartsWith("not reserved", result.Why, StringComparison.Ordinal);
        Assert.Empty(world.Accounts.Submitted);
    }

    internal static TransferOrder Order() => new(new Asset("USDT"), Amount.Parse("1000"), Price.Parse("1"), new Venue("binance"), "kraken", "r-1", true, Amount.Parse("10000"), "test");

    private static TransferOrder Gold() => new(new Asset("PAXG"), Amount.Parse("0.5"), Price.Parse("2500"), new Venue("binance"), TransferOrder.ColdWallet, "r-1", false, Amount.Parse("10000"), "test") { IncludesFee = true };

    private static SlowWorld World() => World(null);

    private static SlowWorld World(FundingFaults? faults = null, Func<FundingPlan, MemoryFundingAccounts, WorldMarket, WorldAccounts>? accounts = null, Func<FundingPlan, FundingPlan>? plan = null, bool left = false)
        => new SlowWorld(faults, plan, accounts) { IsLeftToAPerson = left }.Holds("binance", "USDT", "5000");

    private static WorldAccounts KnownLater(FundingPlan plan, MemoryFundingAccounts accounts, WorldMarket market) => new(plan, accounts, market) { KnownAfter = SlowScenario.Second };

    private static SlowWorld Asks(SlowWorld world)
    {
        world.Settings = world.Settings with { TransferAsksOver = Amount.Parse("500") };
        return world;
    }

    private static FundingPlan Tagged(FundingPlan plan) => plan with
    {
        Venues = [.. plan.Venues.Select(venue => venue with { Networks = [.. venue.Networks.Select(network => network with { TagRequired = true })] })],
        Addresses = [.. plan.Addresses.Select(address => address with { Tag = "77" })],
        Allowed = [.. plan.Allowed.Select(address => address with { Tag = "77" })],
    };

    private Task<(SlowWorld World, TransferResult Result)> ProveAsync(Func<SlowWorld> world, TransferOrder order, params IReadOnlyList<ScriptedEvent> events)
        => ProveAsync(new TransferWorkflow(), "t-1", order, world, events);
}

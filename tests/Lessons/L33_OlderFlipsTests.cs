using Arbit.Strategy;
using Arbit.Tests.Workflows.Signals;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Modes;
using Arbit.Workflows.Signals;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>A late order to flip undid a newer one: modes are levels, and an older epoch never acts.</summary>
public class L33_OlderFlipsTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private static readonly DateTimeOffset Newer = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_late_signal_that_fired_before_the_flip_that_holds_changes_nothing()
    {
        var (world, outcome) = await ProveAsync(new SignalWorkflow(), "sig-1", SignalWorkflowTests.Macro(Newer.AddHours(-1)), World);
        Assert.False(outcome.Acted);
        Assert.Equal((TradingMode.Gold, 3L), (world.Mode.Mode, world.Mode.Epoch));
        Assert.Empty(world.Done);
    }

    [Fact]
    public async Task A_flip_that_begins_after_a_newer_one_trades_nothing()
    {
        var (world, result) = await ProveAsync(new ModeFlipWorkflow(), "mode-flip-2", new ModeFlip(2, TradingMode.Gold, TradingMode.Btc, "late"), World);
        Assert.True(result.Superseded);
        Assert.Equal((TradingMode.Gold, 3L), (world.Edge.Mode, world.Edge.Epoch));
        Assert.Single(world.Done);
    }

    private static SlowWorld World()
    {
        var world = new SlowWorld().Holds("binance", "PAXG", "1");
        world.Mode = new ModeState(TradingMode.Gold, 3, Newer, "newer", "test");
        world.Edge.Epoch = 3;
        return world;
    }
}

using Arbit.Money;
using Arbit.Signals;
using Arbit.Strategy;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Signals;
using Xunit.Abstractions;

namespace Arbit.Tests.Workflows.Signals;

public class SignalWorkflowTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    private static readonly DateTimeOffset Fired = new(2026, 11, 20, 11, 59, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_macro_signal_flips_the_mode()
    {
        var (world, outcome) = await ProveAsync(() => new SlowWorld().Holds("binance", "USDT", "1000"), Macro(Fired));
        Assert.True(outcome.Acted);
        Assert.Equal((TradingMode.Btc, 1L), (world.Edge.Mode, world.Edge.Epoch));
    }

    [Fact]
    public async Task An_abot_signal_goes_to_the_seats()
    {
        var signal = new Signal(SignalKind.Abot, SignalAction.Buy, "BINANCE:SOLUSDT", Fired, Fired, null);
        var (world, outcome) = await ProveAsync(() => new SlowWorld().InMode(TradingMode.Btc).Holds("binance", "USDT", "4000"), new SignalTask(signal, null, "test"));
        Assert.True(outcome.Acted);
        Assert.Equal("SOL", Assert.Single(world.Seats.Taken).Coin.Code);
    }

    [Fact]
    public async Task A_heartbeat_asks_for_nothing()
    {
        var signal = new Signal(SignalKind.Heartbeat, SignalAction.None, "", Fired, Fired, null);
        Assert.False((await ProveAsync(() => new SlowWorld(), new SignalTask(signal, null, "test"))).Result.Acted);
    }

    internal static SignalTask Macro(DateTimeOffset fired) => new(new Signal(SignalKind.Macro, SignalAction.Buy, "BINANCE:BTCUSDT", fired, fired, null), TradingMode.Btc, "test");

    private Task<(SlowWorld World, SignalOutcome Result)> ProveAsync(Func<SlowWorld> world, SignalTask task)
        => ProveAsync(new SignalWorkflow(), "sig-1", task, world);
}

using Arbit.Strategy;
using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Signals;
using Arbit.Tests.Workflows.World;
using Arbit.Workflows.Signals;
using Xunit.Abstractions;

namespace Arbit.Tests.Lessons;

/// <summary>Alerts that came double (freqtrade #2644): a stored signal is worked on once, however often it is handed over.</summary>
public class L32_SignalsAppliedOnceTests(ITestOutputHelper output) : SlowScenarioTests(output)
{
    [Fact]
    public async Task A_signal_that_is_handed_over_again_flips_nothing_a_second_time()
    {
        var task = SignalWorkflowTests.Macro(new DateTimeOffset(2026, 11, 20, 11, 59, 0, TimeSpan.Zero));
        var id = SignalWorkflow.InstanceOf(task.Signal);
        var again = new ScriptedEvent(TimeSpan.FromHours(1), async host => !await host.StartAsync(new SignalWorkflow(), id, task, default));
        var (world, outcome) = await ProveAsync(new SignalWorkflow(), id, task, () => new SlowWorld().Holds("binance", "USDT", "1000"), again);
        Assert.True(outcome.Acted);
        Assert.Equal((TradingMode.Btc, 1L), (world.Mode.Mode, world.Edge.Epoch));
    }
}

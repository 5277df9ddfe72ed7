using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Telemetry;
using Arbit.Tests.Page;

namespace Arbit.Tests.Telemetry;

/// <summary>Every instrument that a running Arbit has, over the demo's figures.</summary>
internal sealed class AllMetrics : IDisposable
{
    public AllMetrics()
    {
        var engine = new DemoStateSource(TimeProvider.System);
        var slow = new FakeSlowSide { Workflows = DemoWorkflows.All(), Signals = DemoWorkflows.Signals };
        var ages = new CommandAges();
        foreach (var milliseconds in (int[])[40, 50, 2000, 2000])
            ages.Record(TimeSpan.FromMilliseconds(milliseconds));
        Meter = new ArbitMeter(engine);
        Meter.Watch(ages);
        Meter.Watch(new WholeState(engine, slow, DemoWorkflows.Settings), slow);
        Text = new MetricsText(Meter.Meter);
    }

    public ArbitMeter Meter { get; }

    public MetricsText Text { get; }

    /// <summary>As Prometheus reads it.</summary>
    public string Render() => Text.Render();

    public void Dispose()
    {
        Text.Dispose();
        Meter.Dispose();
    }
}

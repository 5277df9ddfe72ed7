using System.Diagnostics.Metrics;
using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Slow;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>
/// Every instrument of Arbit, defined once. What the engine publishes anyway is read from its snapshot when somebody looks,
/// which costs the loop nothing; only what happens one by one is recorded, by the methods here.
/// </summary>
public sealed class ArbitMeter : IDisposable
{
    /// <summary>From half a microsecond to a second.</summary>
    private static readonly double[] LoopBounds =
        [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000];

    private readonly Counter<long> _orders;
    private readonly Counter<long> _opportunities;
    private readonly UpDownCounter<decimal> _profit;
    private readonly Histogram<double> _loopLatency;

    /// <summary>Defines the instruments.</summary>
    /// <param name="source">Where the published figures are read.</param>
    public ArbitMeter(IStateSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _orders = Meter.CreateCounter<long>("mf_orders_total", description: "Orders by venue and final result.");
        _opportunities = Meter.CreateCounter<long>("mf_opportunities_total", description: "Opportunities judged, by kind and result: taken, or the reason of the refusal.");
        _profit = Meter.CreateUpDownCounter<decimal>("mf_profit_total_usdt", description: "Realised net profit since the start in USDT, by the venue whose fill ended the cycle.");
        _loopLatency = Meter.CreateHistogram("mf_loop_latency_ms", description: "One event from dequeue to decision, in milliseconds.",
            tags: null, unit: null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = LoopBounds });
        VenueInstruments.Define(Meter, source);
        EngineInstruments.Define(Meter, source);
        MeasureInstruments.Define(Meter, source);
    }

    /// <summary>For <see cref="MetricsText"/>.</summary>
    public Meter Meter { get; } = new("Arbit");

    /// <summary>Adds what is known of the slow side.</summary>
    /// <param name="whole">The engine's snapshot with the slow side's.</param>
    /// <param name="slow">Its workflows.</param>
    public void Watch(IStateSource whole, ISlowSide slow) => SlowInstruments.Define(Meter, whole, slow);

    /// <summary>Adds how old commands are.</summary>
    /// <param name="ages">Since the start.</param>
    public void Watch(CommandAges ages)
    {
        Age("mf_command_age_median_seconds", "How old a command is when it gets here, half of them.", 500);
        Age("mf_command_age_late_seconds", "The same, 95 of a hundred.", 950);

        void Age(string name, string help, int share) => Meter.CreateObservableGauge(
            name,
            () => ages.Percentile(share) is { } seconds ? [new Measurement<double>(seconds)] : Array.Empty<Measurement<double>>(),
            description: help);
    }

    /// <summary>An order has reached its end.</summary>
    /// <param name="venue">Where.</param>
    /// <param name="result">Code of the execution's closed list of order states.</param>
    public void Order(string venue, string result) => _orders.Add(1, new("venue", venue), new("result", result));

    /// <summary>An opportunity was judged.</summary>
    /// <param name="kind">Which strategy.</param>
    /// <param name="result">"taken", or the code of the reason it was refused for.</param>
    public void Opportunity(OpportunityKind kind, string result) =>
        _opportunities.Add(1, new("kind", kind == OpportunityKind.Cross ? "cross" : "triangular"), new("result", result));

    /// <summary>A cycle has ended.</summary>
    /// <param name="venue">The venue whose fill ended it.</param>
    /// <param name="netUsdt">What it brought after fees; negative for a loss.</param>
    public void Profit(string venue, decimal netUsdt) => _profit.Add(netUsdt, new KeyValuePair<string, object?>("venue", venue));

    /// <summary>One turn of the loop.</summary>
    /// <param name="milliseconds">From dequeue to decision.</param>
    public void LoopLatency(double milliseconds) => _loopLatency.Record(milliseconds);

    public void Dispose() => Meter.Dispose();
}

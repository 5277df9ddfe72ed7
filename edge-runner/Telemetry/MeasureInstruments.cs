using System.Diagnostics.Metrics;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>Expected against realised, in total and by venue and pair, read from the published snapshot.</summary>
internal static class MeasureInstruments
{
    public static void Define(Meter meter, IStateSource source)
    {
        Money("mf_expected_usd", "Net profit that the attempts of this run were taken for.", measures => measures.Expected);
        Money("mf_realised_usd", "Net profit that they came to.", measures => measures.Realised);
        Money("mf_fees_usd", "Fees paid in this run.", measures => measures.Fees);
        Money("mf_slippage_usd", "Lost between the price seen and the price got; negative where it was better.", measures => measures.Slippage);
        Money("mf_recovery_usd", "Lost in closing what a leg had left open.", measures => measures.Recovery);
        Money("mf_unfilled_usd", "Profit of what was planned and not filled.", measures => measures.Unfilled);
        meter.CreateObservableGauge("mf_win_rate", () => source.Current.Measures.WinRate is { } rate ? [new Measurement<double>(rate)] : Array.Empty<Measurement<double>>(),
            description: "Cycles completed with profit, of those attempted.");
        meter.CreateObservableCounter("mf_leg_orders_total", () => source.Current.Measures.Legs.Select(leg => new Measurement<long>(leg.Orders, Of(leg))),
            description: "Orders of ended cycles, by venue and pair.");
        meter.CreateObservableGauge("mf_leg_slippage_bps", () => source.Current.Measures.Legs.Where(leg => leg.SlippageBps is not null).Select(leg => new Measurement<decimal>(leg.SlippageBps!.Value, Of(leg))),
            description: "Realised slippage of planned legs against the price seen; positive for a loss.");
        Latency("mf_leg_confirmation_median_seconds", "From the signal to the confirmation of a planned leg, half of them.", leg => leg.P50Ms);
        Latency("mf_leg_confirmation_late_seconds", "The same, 99 of a hundred.", leg => leg.P99Ms);

        void Money(string name, string help, Func<MeasuresView, decimal> value) =>
            meter.CreateObservableGauge(name, () => value(source.Current.Measures), description: help);

        void Latency(string name, string help, Func<LegMeasureView, double?> milliseconds) => meter.CreateObservableGauge(
            name,
            () => source.Current.Measures.Legs.Where(leg => milliseconds(leg) is not null).Select(leg => new Measurement<double>(milliseconds(leg)!.Value / 1_000, Of(leg))),
            description: help);
    }

    private static KeyValuePair<string, object?>[] Of(LegMeasureView leg) => [new("venue", leg.Venue), new("pair", leg.Symbol)];
}

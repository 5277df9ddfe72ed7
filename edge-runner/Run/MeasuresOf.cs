using Arbit.EdgeRunner.Measures;
using Arbit.EdgeRunner.Page.State;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>The measures as they are shown.</summary>
internal static class MeasuresOf
{
    private const double NanosecondsPerMillisecond = 1e6;

    public static MeasuresView View(TradeMeasures measures)
    {
        var net = measures.InDollars;
        return new MeasuresView
        {
            Expected = Shown.Number(net.Expected.Value),
            Realised = Shown.Number(net.Realised.Value),
            Fees = Shown.Number(net.Fees.Value),
            Slippage = Shown.Number(net.Slippage.Value),
            FeeDifference = Shown.Number(net.FeeDifference.Value),
            Recovery = Shown.Number(net.Recovery.Value),
            Unfilled = Shown.Number(net.Unfilled.Value),
            Held = Shown.Number(net.Held.Value),
            Basis = Shown.Number(net.Basis.Value),
            Rounding = Shown.Number(net.Rounding.Value),
            WinRate = measures.Cycles.WinRate is { } rate ? (double)rate.ToDecimal() : null,
            P50Ms = measures.SignalToConfirmations.Percentile(500) / NanosecondsPerMillisecond,
            P99Ms = measures.SignalToConfirmations.Percentile(990) / NanosecondsPerMillisecond,
            Legs = measures.Legs.Select(LegOf).ToList(),
        };
    }

    private static LegMeasureView LegOf(LegMeasure leg) => new()
    {
        Venue = leg.Venue.Name,
        Symbol = leg.Symbol.ToString(),
        Orders = leg.Orders,
        RecoveryOrders = leg.RecoveryOrders,
        FillRate = leg.FillRate is { } rate ? (double)rate.ToDecimal() : null,
        ExpectedNotional = Shown.Number(leg.ExpectedNotional),
        RealisedNotional = Shown.Number(leg.RealisedNotional),
        SlippageBps = leg.SlippageBps?.Value.ToDecimal(),
        P50Ms = leg.SignalToConfirmation.Percentile(500) / NanosecondsPerMillisecond,
        P99Ms = leg.SignalToConfirmation.Percentile(990) / NanosecondsPerMillisecond,
    };
}

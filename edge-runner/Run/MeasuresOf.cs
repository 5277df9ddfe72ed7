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
            Expected = Shorten(net.Expected.Value),
            Realised = Shorten(net.Realised.Value),
            Fees = Shorten(net.Fees.Value),
            Slippage = Shorten(net.Slippage.Value),
            FeeDifference = Shorten(net.FeeDifference.Value),
            Recovery = Shorten(net.Recovery.Value),
            Unfilled = Shorten(net.Unfilled.Value),
            Held = Shorten(net.Held.Value),
            Basis = Shorten(net.Basis.Value),
            Rounding = Shorten(net.Rounding.Value),
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
        ExpectedNotional = Shorten(leg.ExpectedNotional),
        RealisedNotional = Shorten(leg.RealisedNotional),
        SlippageBps = leg.SlippageBps?.Value.ToDecimal(),
        P50Ms = leg.SignalToConfirmation.Percentile(500) / NanosecondsPerMillisecond,
        P99Ms = leg.SignalToConfirmation.Percentile(990) / NanosecondsPerMillisecond,
    };

    private static decimal Shorten(Exact value) => value.Round(12, Rounding.HalfEven).ToDecimal();
}

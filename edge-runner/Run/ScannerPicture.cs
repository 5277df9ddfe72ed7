using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Scanner;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Run;

/// <summary>The Market Scanner's part of what is published.</summary>
internal static class ScannerPicture
{
    public static List<ScannedMarketView> Of(MarketScanner scanner, DetectionSettings settings) => scanner.Markets.Select(market => Of(market, settings)).ToList();

    private static ScannedMarketView Of(ScannedMarket market, DetectionSettings settings)
    {
        var reading = market.Reading;
        var stance = market.Stance;
        return new ScannedMarketView
        {
            Base = market.Base.Code,
            Verdict = market.Verdict.ToString().ToLowerInvariant(),
            Since = UnixNanoseconds.ToTime(market.Since),
            Why = market.Why,
            CrossThresholdBps = Threshold(PathKind.Cross),
            TriangularThresholdBps = Threshold(PathKind.Triangular),
            DepthMultiple = settings.RulesFor(stance).DepthMultiple.Round(8, Rounding.HalfEven).ToDecimal(),
            PaceFactor = settings.Terms.Pace(stance),
            Price = Known(reading.Price),
            Phase = reading.Phase.ToString().ToLowerInvariant(),
            Cvd = reading.Cvd,
            Flow = reading.Flow,
            Whales = reading.Whales,
            WhaleNetUsd = reading.WhaleNetUsd,
            PointOfControl = Known(reading.PointOfControl),
            ValueLow = Known(reading.ValueLow),
            ValueHigh = Known(reading.ValueHigh),
            Imbalance = reading.Imbalance,
            RangeBps = reading.RangeBps,
            MeanRangeBps = Known(reading.MeanRangeBps),
            IsHighRange = market.IsHighRange,
            Days = reading.Days,
            DaysSimulated = market.HistoryIsSimulated,
        };

        decimal? Threshold(PathKind kind) => stance.Verdict == MarketVerdict.Stop ? null : settings.Threshold(kind, stance).Value.ToDecimal();
    }

    private static double? Known(double value) => value > 0 ? value : null;
}

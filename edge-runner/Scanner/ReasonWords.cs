using System.Globalization;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>A verdict's reasons for a person, with the figures of the newest look.</summary>
internal static class ReasonWords
{
    public static string Of(VerdictHold hold, in MarketReading reading, ScannerSettings settings)
    {
        var parts = new List<string>();
        var reasons = hold.Reasons;
        void Say(ScannerReason reason, FormattableString words)
        {
            if ((reasons & reason) != ScannerReason.None)
                parts.Add(words.ToString(CultureInfo.InvariantCulture));
        }

        Say(ScannerReason.StopRange | ScannerReason.CarefulRange, $"range {reading.RangeRatio:F1}× its {settings.RangeDays}-day mean");
        if (reading.Days == 0)
            Say(ScannerReason.NoCandle, $"no daily candle yet");
        else
            Say(ScannerReason.NoCandle, $"only {reading.Days} of {settings.MinDays} daily candles yet");
        Say(ScannerReason.NoPrice, $"no proven price against a dollar");
        Say(ScannerReason.Distribution, $"distribution: sold near the top of its range");
        Say(ScannerReason.Markdown, $"markdown: fallen, and not bought into");
        Say(ScannerReason.Whales, $"{reading.Whales} whale trades, mostly {(reading.WhaleNetCount > 0 ? "buying" : "selling")}");
        Say(ScannerReason.OneSidedBooks, $"books one-sided, {Math.Abs(reading.Imbalance) * 100:F0} % toward {(reading.Imbalance > 0 ? "bids" : "asks")}");
        Say(ScannerReason.CalmAndBought, $"{(reading.Phase == WyckoffPhase.None ? "bought" : reading.Phase.ToString().ToLowerInvariant())}, range {reading.RangeRatio:F1}× its {settings.RangeDays}-day mean");
        if (parts.Count == 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"range {reading.RangeRatio:F1}× its {settings.RangeDays}-day mean, nothing against it"));
        if (hold.IsHeld)
            parts.Add($"held until better for {settings.HoldSeconds} s without a break");
        return string.Join("; ", parts);
    }
}

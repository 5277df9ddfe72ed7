using Arbit.Strategy;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// From figures to a verdict. Each limit that is passed stays so until the figure is clearly back (hysteresis), so the rule knows
/// what it said before. The worst reason decides; all that hold are told.
/// </summary>
internal sealed class VerdictRule(ScannerSettings settings)
{
    private bool _stops;
    private bool _isWide;
    private bool _isOneSided;

    /// <summary>Today's range is over the limit at which cycles slow down.</summary>
    public bool IsHighRange { get; private set; }

    public RawVerdict Judge(in MarketReading reading)
    {
        _stops = Passes(reading.RangeRatio, settings.StopRange, _stops);
        _isWide = Passes(reading.RangeRatio, settings.CarefulRange, _isWide);
        IsHighRange = Passes(reading.RangeRatio, settings.HighRange, IsHighRange);
        _isOneSided = Passes(Math.Abs(reading.Imbalance), settings.OneSided, _isOneSided);

        var arePushing = Math.Abs(reading.WhaleNetCount) >= settings.WhaleCount && Math.Abs(reading.WhaleShare) >= settings.WhaleShare;
        var reasons = Where(reading.Days < settings.MinDays, ScannerReason.NoCandle)
            | Where(!reading.HasPrice, ScannerReason.NoPrice)
            | Where(_stops, ScannerReason.StopRange)
            | Where(_isWide && !_stops, ScannerReason.CarefulRange)
            | Where(reading.Phase == WyckoffPhase.Distribution, ScannerReason.Distribution)
            | Where(reading.Phase == WyckoffPhase.Markdown, ScannerReason.Markdown)
            | Where(arePushing, ScannerReason.Whales)
            | Where(_isOneSided, ScannerReason.OneSidedBooks);
        if (_stops)
            return new RawVerdict(MarketVerdict.Stop, reasons);
        if (reasons != ScannerReason.None)
            return new RawVerdict(MarketVerdict.Careful, reasons);
        var isBought = reading.Phase is WyckoffPhase.Accumulation or WyckoffPhase.Markup;
        return isBought && reading.RangeRatio <= settings.CalmRange
            ? new RawVerdict(MarketVerdict.Aggressive, ScannerReason.CalmAndBought)
            : new RawVerdict(MarketVerdict.Normal, ScannerReason.None);
    }

    private static ScannerReason Where(bool holds, ScannerReason reason) => holds ? reason : ScannerReason.None;

    private bool Passes(double value, double limit, bool passed) => value > (passed ? limit * (1 - settings.Hysteresis) : limit);
}

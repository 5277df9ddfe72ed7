using Arbit.Strategy;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>The figures of one look at a market. Statistics: dollars and base units in binary floating point.</summary>
public readonly record struct MarketReading
{
    /// <summary>In dollars; the last one seen where none is proven now, 0 before the first.</summary>
    public double Price { get; init; }

    /// <summary>Proven within the grace.</summary>
    public bool HasPrice { get; init; }

    /// <summary>Whole days known, at most those of the mean.</summary>
    public int Days { get; init; }

    /// <summary>Today's high less low over its opening.</summary>
    public double RangeBps { get; init; }

    /// <summary>The mean of the whole days known; 0 where there are none.</summary>
    public double MeanRangeBps { get; init; }

    /// <summary>The one over the other; 0 where there is no mean.</summary>
    public double RangeRatio { get; init; }

    /// <summary>Cumulative volume delta since the UTC day began, in the base asset.</summary>
    public double Cvd { get; init; }

    /// <summary>Bought less sold over both, of the last minutes, −1 to 1.</summary>
    public double Flow { get; init; }

    public WyckoffPhase Phase { get; init; }

    /// <summary>Trades of whales within their window.</summary>
    public int Whales { get; init; }

    /// <summary>Those that bought less those that sold.</summary>
    public int WhaleNetCount { get; init; }

    public double WhaleNetUsd { get; init; }

    /// <summary>Their net over all that was traded in their window, −1 to 1; 0 until it was watched whole.</summary>
    public double WhaleShare { get; init; }

    /// <summary>Of the best levels, −1 (all asks) to 1 (all bids).</summary>
    public double Imbalance { get; init; }

    /// <summary>0 where nothing was traded today, as the next two.</summary>
    public double PointOfControl { get; init; }

    public double ValueLow { get; init; }

    public double ValueHigh { get; init; }
}

/// <summary>A verdict with its reasons, as one look alone would have it.</summary>
public readonly record struct RawVerdict(MarketVerdict Verdict, ScannerReason Reasons);

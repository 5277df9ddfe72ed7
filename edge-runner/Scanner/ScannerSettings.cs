namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// What the Market Scanner measures by. Only the 20 days and 1.5 times are the strategy's; every other number is ours, a first
/// guess to be bettered by back-tests. Statistics, so binary floating point.
/// </summary>
public sealed record ScannerSettings
{
    public static ScannerSettings Default { get; } = new();

    /// <summary>Days that the usual range is the mean of.</summary>
    public int RangeDays { get; init; } = 20;

    /// <summary>Fewer whole days than this, and it is careful (ours).</summary>
    public int MinDays { get; init; } = 3;

    /// <summary>A day counts as whole where so much of it was looked at, 0 to 1 (ours).</summary>
    public double WholeDayShare { get; init; } = 0.8;

    /// <summary>Today's range over its mean: from here on it is high, cycles slow down and the threshold rises.</summary>
    public double HighRange { get; init; } = 1.5;

    /// <summary>From here on careful (ours).</summary>
    public double CarefulRange { get; init; } = 2;

    /// <summary>From here on stop (ours).</summary>
    public double StopRange { get; init; } = 3;

    /// <summary>Up to here aggressive, where the rest agrees (ours).</summary>
    public double CalmRange { get; init; } = 1;

    /// <summary>A limit that was passed is left only this much below it, 0 to 1 (ours).</summary>
    public double Hysteresis { get; init; } = 0.1;

    /// <summary>A better verdict has to have been due for so long without a break (ours). A worse one counts at once.</summary>
    public int HoldSeconds { get; init; } = 60;

    /// <summary>With no proven price for so long it is careful (ours).</summary>
    public int PriceGraceSeconds { get; init; } = 30;

    /// <summary>Minutes that the flow of trades is summed over (ours).</summary>
    public int FlowMinutes { get; init; } = 60;

    /// <summary>Net taker volume over all of it counts as one-sided from here on, 0 to 1 (ours).</summary>
    public double FlowShare { get; init; } = 0.1;

    /// <summary>No phase is named where trades are fewer than this share of the usual pace (ours).</summary>
    public double MinVolumePace { get; init; } = 0.5;

    /// <summary>Minutes of flow before a phase is named (ours).</summary>
    public int MinFlowMinutes { get; init; } = 5;

    /// <summary>Days that a trend is looked for over (ours).</summary>
    public int TrendDays { get; init; } = 5;

    /// <summary>A trend has moved the price by so many usual daily ranges (ours).</summary>
    public double TrendRanges { get; init; } = 2;

    /// <summary>The lower part of all days' range is where accumulation happens, as much of the upper where distribution does (ours).</summary>
    public double EdgeShare { get; init; } = 0.35;

    /// <summary>A trade over so many mean trades is a whale's (ours).</summary>
    public double WhaleMultiple { get; init; } = 20;

    /// <summary>As is one over so many dollars (ours).</summary>
    public double WhaleUsd { get; init; } = 100_000;

    /// <summary>Trades before a mean is trusted (ours).</summary>
    public int WhaleMinTrades { get; init; } = 200;

    /// <summary>Minutes that whales are watched over (ours).</summary>
    public int WhaleMinutes { get; init; } = 5;

    /// <summary>So many of them on balance on one side are pressure (ours) …</summary>
    public int WhaleCount { get; init; } = 3;

    /// <summary>… where their net is this share of all that was traded meanwhile, 0 to 1 (ours).</summary>
    public double WhaleShare { get; init; } = 0.5;

    /// <summary>Levels a side that the books' imbalance is measured on (ours).</summary>
    public int ImbalanceLevels { get; init; } = 10;

    /// <summary>Smoothed over so many seconds (ours).</summary>
    public int ImbalanceSeconds { get; init; } = 30;

    /// <summary>A book is one-sided from here on, 0 to 1 (ours).</summary>
    public double OneSided { get; init; } = 0.8;

    /// <summary>Width of the volume profile's buckets (ours).</summary>
    public double ProfileBucketBps { get; init; } = 10;

    /// <summary>Share of the volume in the value area.</summary>
    public double ValueAreaShare { get; init; } = 0.7;

    /// <summary>Everything that is wrong, in words; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        void Whole(string name, int value, int least, int most)
        {
            if (value < least || value > most)
                problems.Add($"{name} is {value}; it is {least} to {most}");
        }

        void Number(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                problems.Add(FormattableString.Invariant($"{name} is {value}; it is {least} to {most}"));
        }

        Whole(nameof(RangeDays), RangeDays, 1, 365);
        Whole(nameof(MinDays), MinDays, 1, RangeDays);
        Number(nameof(WholeDayShare), WholeDayShare, 0, 1);
        Number(nameof(HighRange), HighRange, 0.1, 100);
        Number(nameof(CarefulRange), CarefulRange, 0.1, 100);
        Number(nameof(StopRange), StopRange, CarefulRange, 100);
        Number(nameof(CalmRange), CalmRange, 0, CarefulRange);
        Number(nameof(Hysteresis), Hysteresis, 0, 0.9);
        Whole(nameof(HoldSeconds), HoldSeconds, 0, 86_400);
        Whole(nameof(PriceGraceSeconds), PriceGraceSeconds, 0, 3_600);
        Whole(nameof(FlowMinutes), FlowMinutes, 1, 1_440);
        Number(nameof(FlowShare), FlowShare, 0, 1);
        Number(nameof(MinVolumePace), MinVolumePace, 0, 100);
        Whole(nameof(MinFlowMinutes), MinFlowMinutes, 0, FlowMinutes);
        Whole(nameof(TrendDays), TrendDays, 1, RangeDays);
        Number(nameof(TrendRanges), TrendRanges, 0, 100);
        Number(nameof(EdgeShare), EdgeShare, 0, 0.5);
        Number(nameof(WhaleMultiple), WhaleMultiple, 1, 1e6);
        Number(nameof(WhaleUsd), WhaleUsd, 1, 1e12);
        Whole(nameof(WhaleMinTrades), WhaleMinTrades, 1, 1_000_000);
        Whole(nameof(WhaleMinutes), WhaleMinutes, 1, FlowMinutes);
        Whole(nameof(WhaleCount), WhaleCount, 1, 1_000);
        Number(nameof(WhaleShare), WhaleShare, 0, 1);
        Whole(nameof(ImbalanceLevels), ImbalanceLevels, 1, 100);
        Whole(nameof(ImbalanceSeconds), ImbalanceSeconds, 1, 3_600);
        Number(nameof(OneSided), OneSided, 0, 1);
        Number(nameof(ProfileBucketBps), ProfileBucketBps, 0.1, 1_000);
        Number(nameof(ValueAreaShare), ValueAreaShare, 0.01, 1);
        return problems;
    }
}

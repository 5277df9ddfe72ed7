namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// One UTC day of one base asset over all its venues. Statistics, in binary floating point on purpose: no order, balance or
/// figure in money ever comes from it.
/// </summary>
/// <param name="Day">Days since 1970-01-01, UTC.</param>
/// <param name="Open">In dollars, as the others.</param>
/// <param name="High">Of the median of the venues' middle prices, so that one thin venue's wick is none.</param>
/// <param name="Low">The same.</param>
/// <param name="Close">The last one seen.</param>
/// <param name="Volume">Traded, of the base asset.</param>
/// <param name="Delta">Bought less sold by those who took, of the base asset.</param>
/// <param name="ObservedSeconds">How much of the day was looked at: a run that began at noon has seen half of it.</param>
public sealed record DailyCandle(long Day, double Open, double High, double Low, double Close, double Volume, double Delta, double ObservedSeconds)
{
    public const double SecondsADay = 86_400;

    /// <summary>High less low, over the opening, in basis points.</summary>
    public double RangeBps => Open > 0 ? (High - Low) / Open * 10_000 : 0;

    /// <summary>Of the base asset a second.</summary>
    public double VolumePace => ObservedSeconds > 0 ? Volume / ObservedSeconds : 0;
}

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>How the paper venue behaves. Chances in thousandths, each drawn from the seed; times in nanoseconds.</summary>
/// <param name="Seed">Of its chances.</param>
/// <param name="Latency">From sending to the moment that the order meets the book; also of a cancellation and of a report.</param>
/// <param name="LatencySpread">Up to so much more.</param>
/// <param name="PartialPerMille">IOC orders that are filled in part although the book has enough.</param>
/// <param name="RejectPerMille">Orders that are refused.</param>
/// <param name="LostAnswerPerMille">Orders that are executed and whose answer never comes.</param>
/// <param name="LostOrderPerMille">Orders that never arrive.</param>
public sealed record PaperSettings(
    int Seed,
    long Latency,
    long LatencySpread,
    int PartialPerMille,
    int RejectPerMille,
    int LostAnswerPerMille,
    int LostOrderPerMille)
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;

    public static PaperSettings Default { get; } = new(1, 20 * Millisecond, 30 * Millisecond, 50, 10, 5, 5);

    /// <summary>No chance of anything: for tests that script what happens.</summary>
    public static PaperSettings Faultless { get; } = new(1, 20 * Millisecond, 0, 0, 0, 0, 0);

    /// <summary>Orders that are acknowledged when they come in, and answered a latency later.</summary>
    public int AckFirstPerMille { get; init; }

    /// <summary>Answers that come twice, the second time a latency later.</summary>
    public int DoubledAnswerPerMille { get; init; }

    /// <summary>Answers that come up to <see cref="Lateness"/> late: after the order was looked up.</summary>
    public int LateAnswerPerMille { get; init; }

    /// <summary>Orders said to have ended with less than they were filled: the rest becomes known up to <see cref="Lateness"/> later (lesson L01).</summary>
    public int FillAfterEndPerMille { get; init; }

    /// <summary>Resting orders that are filled while their cancellation is under way (lesson L01).</summary>
    public int CancelRacePerMille { get; init; }

    /// <summary>
    /// Look-ups within <see cref="LookUpLag"/> of sending that say the order is not known although it is: it is still under way, or
    /// the venue's look-up lags behind its matching. Why one such word soon after sending proves nothing (lesson L08).
    /// </summary>
    public int LookUpMissesPerMille { get; init; }

    /// <summary>Fills told in two reports, the second a latency later.</summary>
    public int PartThenRestPerMille { get; init; }

    /// <summary>The most that something late is late.</summary>
    public long Lateness { get; init; } = 4 * Second;

    /// <summary>For how long after sending look-ups can miss.</summary>
    public long LookUpLag { get; init; } = 3 * Second;
}

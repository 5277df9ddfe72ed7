using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Reconciliation;

/// <summary>When accounts are compared with the venues'. Durations in nanoseconds.</summary>
/// <param name="Interval">Between two questions to one venue.</param>
/// <param name="Confirm">The next question after a report that differed, or that could not be compared, comes so soon.</param>
/// <param name="Patience">A question without an answer for so long is asked again.</param>
/// <param name="Overlap">So much before the last comparison is asked for again: venues list late.</param>
/// <param name="LookBack">The first question of a run reaches so far back.</param>
public sealed record ReconciliationSettings(long Interval, long Confirm, long Patience, long Overlap, long LookBack)
{
    /// <summary>A difference worth no more (dollars) is a venue's rounding *(ours)*: it is booked as that, and restrains nothing.</summary>
    public Amount Dust { get; init; } = Amount.Parse("0.01");

    /// <summary>Of one venue on a day (UTC), all roundings together; beyond it they are a difference like any other.</summary>
    public Amount DustPerDay { get; init; } = Amount.Parse("0.1");

    private const long Second = 1_000_000_000;

    public static ReconciliationSettings Default { get; } = new(60 * Second, 5 * Second, 10 * Second, 30 * Second, 3600 * Second);
}

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>How the paper venue behaves. Chances in thousandths; times in nanoseconds.</summary>
/// <param name="Seed">Of its chances.</param>
/// <param name="Latency">From sending to the moment that the order meets the book.</param>
/// <param name="LatencySpread">Up to so much more.</param>
/// <param name="PartialPerMille">Orders that are filled in part although the book has enough.</param>
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

    public static PaperSettings Default { get; } = new(1, 20 * Millisecond, 30 * Millisecond, 50, 10, 5, 5);
}

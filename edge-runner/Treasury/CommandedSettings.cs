using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>How what the slow side asks for is traded. Durations in nanoseconds.</summary>
/// <param name="DepthShare">Of what a book is proven to hold within the slippage, so much is taken at most.</param>
/// <param name="SliceInterval">Between the end of a slice and the next: the book has to show what the last one took.</param>
/// <param name="RejectedRest">After a definite refusal, and twice that after the next, so that no storm begins (lesson L11).</param>
/// <param name="MostTries">So many slices, or looks at a book that has nothing, in a row without a fill, and it ends.</param>
/// <param name="MostRejected">So many definite refusals in a row, and it ends.</param>
/// <param name="MostSlices">And after so many slices in any case.</param>
/// <param name="LateFills">A fill can become known after the end (lesson L01): the answer waits for it so long.</param>
public sealed record CommandedSettings(
    Exact DepthShare,
    long SliceInterval,
    long RejectedRest,
    int MostTries,
    int MostRejected,
    int MostSlices,
    long LateFills)
{
    private const long Millisecond = 1_000_000;

    /// <summary>Of what stands on the thinner side's five best levels, a slice that rests shows so much at most (ours).</summary>
    public static Bps RestingShare { get; } = Bps.From(2_000m);

    /// <summary>A slice that rests is followed so long, then cut anew.</summary>
    public static long RestsFor { get; } = 30_000 * Millisecond;

    public static CommandedSettings Default { get; } = new(new Exact(9, 1), 500 * Millisecond, 1_000 * Millisecond, 40, 5, 500, 3_000 * Millisecond);
}

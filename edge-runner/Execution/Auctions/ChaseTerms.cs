using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>How a limit is chased. Durations in nanoseconds; the defaults are ours.</summary>
/// <param name="Instrument">Where, with its steps and minimums.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Worst">No order's limit is ever worse than this.</param>
public sealed record ChaseTerms(Instrument Instrument, Side Side, Price Worst)
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;

    /// <summary>The least time between two orders.</summary>
    public long MoveInterval { get; init; } = 2 * Second;

    /// <summary>So long it rests; then it crosses, where it may, or ends. Zero crosses at once.</summary>
    public long RestsFor { get; init; } = 60 * Second;

    /// <summary>At its deadline it may take what is offered no worse than <see cref="Worst"/>.</summary>
    public bool CrossesAtDeadline { get; init; }

    /// <summary>Crossing orders at most, for what the ones before did not get.</summary>
    public int MaxCrossings { get; init; } = 5;

    /// <summary>Between two wishes to cancel the same order.</summary>
    public long CancelInterval { get; init; } = Second;

    /// <summary>Fills of an order that was cancelled may come so long after word of its end.</summary>
    public long SettlesFor { get; init; } = 500 * Millisecond;

    /// <summary>Refused orders in a row at most; none of them is sent again at the price that was refused (lesson L11).</summary>
    public int MaxRejections { get; init; } = 3;
}

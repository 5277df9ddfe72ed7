using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>How cycles are traded (strategy.md, Q-Bot and Risk). Durations in nanoseconds.</summary>
/// <param name="CrossCooldown">A venue pair and base asset rests so long after its last terminal leg.</param>
/// <param name="TriangularCooldown">A triangle rests so long.</param>
/// <param name="MaxOpenOrders">Per venue.</param>
/// <param name="AnswerDeadline">An order without a terminal answer for so long is unknown, and looked up.</param>
/// <param name="LookUpInterval">Between look-ups of an unknown order.</param>
/// <param name="RecoveryInterval">Between attempts to close what a leg left open.</param>
/// <param name="RecoveryDeadline">What is still open after so long makes trading reduce only, until it is closed.</param>
/// <param name="RecoveryBound">The first attempt takes prices up to so much worse than the best; every further one twice that.</param>
/// <param name="MaxRecoveryBound">And no more than this.</param>
public sealed record ExecutionSettings(
    long CrossCooldown,
    long TriangularCooldown,
    int MaxOpenOrders,
    long AnswerDeadline,
    long LookUpInterval,
    long RecoveryInterval,
    long RecoveryDeadline,
    Bps RecoveryBound,
    Bps MaxRecoveryBound)
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;

    public static ExecutionSettings Default { get; } = new(
        10 * Second,
        30 * Second,
        3,
        2 * Second,
        Second,
        250 * Millisecond,
        10 * Second,
        Bps.From(25m),
        Bps.From(200m));
}

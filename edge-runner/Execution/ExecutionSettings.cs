using Arbit.EdgeRunner.Treasury;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>How cycles are traded (strategy.md, Q-Bot and Risk). Durations in nanoseconds.</summary>
/// <param name="CrossCooldown">A venue pair and base asset rests so long after its last terminal leg.</param>
/// <param name="TriangularCooldown">A triangle rests so long.</param>
/// <param name="MaxOpenOrders">Per venue.</param>
/// <param name="AnswerDeadline">An order without a terminal answer for so long is unknown, and looked up.</param>
/// <param name="LookUpInterval">Between look-ups of an unknown order.</param>
/// <param name="ProofAfter">No sooner after sending is "not found" a proof: the order may still be on its way (lesson L08).</param>
/// <param name="ProofAnswers">So many times the venue has to say it.</param>
/// <param name="RecoveryInterval">Between attempts to close what a leg left open.</param>
/// <param name="RecoveryDeadline">What is still open after so long makes trading reduce only, until it is closed.</param>
/// <param name="RecoveryBound">The first attempt takes prices up to so much worse than the best; every further one twice that.</param>
/// <param name="MaxRecoveryBound">And no more than this.</param>
/// <param name="RejectedRest">What a venue refused in a recovery, where nothing else is left to try, is tried again after so long, and twice that, and so on.</param>
/// <param name="TriangularAtOnce">Triangular legs go out together where the wallet holds what each of them spends.</param>
/// <param name="ResidualMargin">Gathered residuals are closed once they are so many times the venue's minimum.</param>
/// <param name="MaxResidual">Gathered residuals worth more than this, in dollars, restrain trading.</param>
/// <param name="MaxHeld">What is over some venue's minimum, but no wallet can pay for closing, is held up to so many dollars; more stays open.</param>
public sealed record ExecutionSettings(
    long CrossCooldown,
    long TriangularCooldown,
    int MaxOpenOrders,
    long AnswerDeadline,
    long LookUpInterval,
    long ProofAfter,
    int ProofAnswers,
    long RecoveryInterval,
    long RecoveryDeadline,
    Bps RecoveryBound,
    Bps MaxRecoveryBound,
    long RejectedRest,
    bool TriangularAtOnce,
    Exact ResidualMargin,
    Exact MaxResidual,
    Exact MaxHeld)
{
    /// <summary>How what the slow side asks for is traded.</summary>
    public CommandedSettings Commanded { get; init; } = CommandedSettings.Default;

    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;

    public static ExecutionSettings Default { get; } = new(
        10 * Second,
        30 * Second,
        3,
        2 * Second,
        Second,
        3 * Second,
        2,
        250 * Millisecond,
        10 * Second,
        Bps.From(25m),
        Bps.From(200m),
        Second,
        true,
        new Exact(12, 1),
        new Exact(100, 0),
        new Exact(25, 0));
}

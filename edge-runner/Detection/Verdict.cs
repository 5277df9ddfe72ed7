using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>What a look at a path came to.</summary>
/// <param name="IsCandidate">It is profitable before fees at the top of its books.</param>
/// <param name="Reason">Why it is refused; none where it is to be taken.</param>
/// <param name="IsSized">Legs and figures of the judge belong to it.</param>
/// <param name="Start">Which of the path's starts it begins with.</param>
/// <param name="GrossRatio">Proceeds over cost at the top, before fees, in 10^-8, rounded up; 0 where it is no candidate.</param>
public readonly record struct Verdict(bool IsCandidate, RefusalReason Reason, bool IsSized, int Start, long GrossRatio)
{
    public bool IsTaken => IsCandidate && Reason == RefusalReason.None;
}

using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>Caps a cycle's size by what is already held or under way.</summary>
public interface ISizeCap
{
    /// <summary>The most dollars that a new cycle may spend, not more than <paramref name="wanted"/>; zero or less where it may not begin.</summary>
    /// <param name="path">Which cycle.</param>
    /// <param name="wanted">What is allowed so far, in dollars.</param>
    /// <param name="reason">What this cap is for, in a refusal.</param>
    Exact Cap(CyclePath path, Exact wanted, out RefusalReason reason);

    /// <summary>Whether the size found keeps the cap to the last digit; the reason where it does not.</summary>
    RefusalReason Check(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<SizedLeg> sized);
}

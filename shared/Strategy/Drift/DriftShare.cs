using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>One share of a whole against its target, all in dollars and exact.</summary>
/// <param name="Actual">What is there, what is on its way among it.</param>
/// <param name="Target">What should be there; the targets of a whole add up to it to the last digit.</param>
/// <param name="Points">How far off it is, in percentage points, rounded to four decimals for showing.</param>
/// <param name="IsOver">Strictly over the threshold, judged without rounding.</param>
public readonly record struct DriftShare(Exact Actual, Exact Target, Exact Points, bool IsOver)
{
    /// <summary>Too much where it is more than zero.</summary>
    public Exact Excess => Actual - Target;
}

using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>What halts trading until a person resumes (strategy.md, Risk).</summary>
/// <param name="MaxDailyLoss">Of the capital at the day's (UTC) first cycle.</param>
/// <param name="MaxFailuresInRow">Cycles that were unwound or left something, one after the other.</param>
public sealed record RiskSettings(Bps MaxDailyLoss, int MaxFailuresInRow)
{
    public static RiskSettings Default { get; } = new(Bps.From(100m), 5);
}

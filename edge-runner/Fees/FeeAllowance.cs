using Arbit.Money;

namespace Arbit.EdgeRunner.Fees;

/// <summary>So much may be traded without a fee in a calendar month, UTC (Coinbase One), in dollars.</summary>
/// <param name="PerMonth">Of a whole month.</param>
/// <param name="Left">Of this one, never less than zero; null where what was traded has no rate in dollars (lesson L29).</param>
public readonly record struct FeeAllowance(Amount PerMonth, Amount? Left);

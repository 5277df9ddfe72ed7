using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>How much one account may be sent, in dollars.</summary>
/// <param name="PerOrder">Of one order, at its limit price.</param>
/// <param name="PerDay">Of all orders of a day (UTC), whether they were filled or not.</param>
public sealed record OrderLimits(Amount PerOrder, Amount PerDay)
{
    /// <summary>strategy.md: the first live run uses $10.</summary>
    public static OrderLimits First { get; } = new(Amount.Parse("10"), Amount.Parse("100"));

    public static OrderLimits None { get; } = new(Amount.Zero, Amount.Zero);

    /// <summary>What closes something that is open may be so many times as large: it follows the price, and must not be stopped by that.</summary>
    public const int TimesForClosing = 2;
}

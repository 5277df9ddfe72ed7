using Arbit.Money;

namespace Arbit.Workflows.Sweeps;

/// <summary>A calendar month, UTC.</summary>
/// <param name="Month"><c>2026-11</c>.</param>
/// <param name="EndsAt">The first moment of the next one.</param>
public sealed record SweepMonth(string Month, DateTimeOffset EndsAt)
{
    public static SweepMonth Of(DateTimeOffset now)
    {
        var first = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return new SweepMonth($"{first:yyyy-MM}", first.AddMonths(1));
    }
}

/// <summary>What became of it.</summary>
/// <param name="Gold">What arrived in the cold wallet.</param>
public sealed record SweepResult(bool IsSwept, Amount Gold, string Text) : IOutcome;

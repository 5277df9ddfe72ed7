namespace Arbit.EdgeRunner.Page.State;

/// <summary>What an account may trade without a fee in this calendar month, UTC.</summary>
public sealed record FeeAllowanceView
{
    public required string Venue { get; init; }

    /// <summary>Dollars a month.</summary>
    public required decimal PerMonthUsd { get; init; }

    /// <summary>Of this month; null where something that was traded has no rate in dollars.</summary>
    public required decimal? LeftUsd { get; init; }

    /// <summary>Counted on: a whole cycle still fits into it. Else the ordinary fee decides.</summary>
    public required bool Counts { get; init; }
}

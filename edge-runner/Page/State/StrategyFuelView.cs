namespace Arbit.EdgeRunner.Page.State;

/// <summary>One of Q-Bot's strategies: its fuel, and what its open cycles have claimed of it.</summary>
public sealed record StrategyFuelView
{
    public required OpportunityKind Kind { get; init; }

    /// <summary>Of Q-Bot's fuel, in per cent.</summary>
    public required decimal Share { get; init; }

    public required decimal FuelUsd { get; init; }

    public required decimal ClaimedUsd { get; init; }
}

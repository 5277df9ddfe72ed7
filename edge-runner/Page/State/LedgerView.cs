namespace Arbit.EdgeRunner.Page.State;

/// <summary>The identity "the sum over places changes only by fills, fees, deposits and yield", checked all the time.</summary>
public sealed record LedgerView
{
    public required long Checks { get; init; }

    /// <summary>Anything but 0 halts trading.</summary>
    public required long Breaks { get; init; }

    public required DateTimeOffset? LastCheckAt { get; init; }
}

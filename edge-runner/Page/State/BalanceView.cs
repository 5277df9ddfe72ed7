namespace Arbit.EdgeRunner.Page.State;

/// <summary>One asset in one place.</summary>
public sealed record BalanceView
{
    /// <summary>A venue's account or wallet.</summary>
    public required string Place { get; init; }

    public required string Asset { get; init; }

    public required decimal Free { get; init; }

    /// <summary>Claimed by open intents.</summary>
    public required decimal Reserved { get; init; }

    public required decimal Total { get; init; }

    /// <summary>Null without a rate: no rate is guessed (lesson L29).</summary>
    public required decimal? ValueUsd { get; init; }
}

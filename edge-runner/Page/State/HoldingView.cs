namespace Arbit.EdgeRunner.Page.State;

/// <summary>One asset of an account against its target share of it. Amounts in the asset's own units.</summary>
public sealed record HoldingView
{
    public required string Asset { get; init; }

    public required decimal Free { get; init; }

    /// <summary>Claimed by open intents, and by the slow side's reservations.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>On its way here.</summary>
    public required decimal InTransit { get; init; }

    public required decimal Total { get; init; }

    /// <summary>Null without a rate: no rate is guessed (lesson L29).</summary>
    public required decimal? ValueUsd { get; init; }

    /// <summary>Null for what is not measured, as the drift.</summary>
    public required decimal? TargetUsd { get; init; }

    /// <summary>In percentage points of the account.</summary>
    public required decimal? DriftPoints { get; init; }

    /// <summary>Strictly over the threshold.</summary>
    public required bool IsOver { get; init; }
}

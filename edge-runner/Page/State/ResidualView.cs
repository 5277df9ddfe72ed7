namespace Arbit.EdgeRunner.Page.State;

/// <summary>Exposure that a broken trade left: resolved before anything new starts on the asset.</summary>
public sealed record ResidualView
{
    public required string Asset { get; init; }

    public required string Venue { get; init; }

    /// <summary>The cycle that closes it; null for what is held.</summary>
    public string? Owner { get; init; }

    /// <summary>Signed: positive is held, negative is owed.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Worst case; null without a rate.</summary>
    public required decimal? ValueUsd { get; init; }

    /// <summary>Unhedged so far.</summary>
    public required long AgeSeconds { get; init; }

    /// <summary>Age by which it is to be resolved.</summary>
    public required long DeadlineSeconds { get; init; }

    /// <summary>Code of the execution's closed list.</summary>
    public required string State { get; init; }
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>The estimated value of everything, in USD at the measured basis between the dollars.</summary>
public sealed record ValueView
{
    /// <summary>All places together, now.</summary>
    public required decimal TotalUsd { get; init; }

    /// <summary>The same at the start of this session.</summary>
    public required decimal StartUsd { get; init; }

    /// <summary>What stands open after broken trades, at its worst case; 0 when nothing does. It is part of the total, not beside it.</summary>
    public required decimal ResidualUsd { get; init; }
}

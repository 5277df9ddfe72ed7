namespace Arbit.EdgeRunner.Page.State;

/// <summary>What buying on one venue and selling on the other would bring now, at the top of the books.</summary>
public sealed record SpreadView
{
    public required string Base { get; init; }

    public required string BuyVenue { get; init; }

    public required string BuySymbol { get; init; }

    public required string SellVenue { get; init; }

    public required string SellSymbol { get; init; }

    /// <summary>Before fees, at the measured basis between the dollars. Negative where buying costs more than selling brings.</summary>
    public required decimal GrossBps { get; init; }

    /// <summary>After both fees.</summary>
    public required decimal NetBps { get; init; }
}

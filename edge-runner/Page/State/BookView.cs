namespace Arbit.EdgeRunner.Page.State;

/// <summary>The top of one book and how far it is proven. Prices and sizes are null where a side is empty.</summary>
public sealed record BookView
{
    public required string Venue { get; init; }

    /// <summary>As BASE/QUOTE.</summary>
    public required string Symbol { get; init; }

    public required BookStateView State { get; init; }

    /// <summary>Why it is not proven; null when it is.</summary>
    public required string? Reason { get; init; }

    public required decimal? Bid { get; init; }

    /// <summary>In the base asset.</summary>
    public required decimal? BidSize { get; init; }

    public required decimal? Ask { get; init; }

    /// <summary>In the base asset.</summary>
    public required decimal? AskSize { get; init; }

    /// <summary>(ask − bid) / mid.</summary>
    public required decimal? SpreadBps { get; init; }

    /// <summary>The lowest bid price that is proven; null for the whole side. Nothing is priced past it.</summary>
    public required decimal? ProvenToBid { get; init; }

    /// <summary>The highest ask price that is proven; null for the whole side.</summary>
    public required decimal? ProvenToAsk { get; init; }

    /// <summary>Since the last update; null before the first.</summary>
    public required long? AgeMs { get; init; }

    /// <summary>Levels held, both sides.</summary>
    public required int Levels { get; init; }
}

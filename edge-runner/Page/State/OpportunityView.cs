namespace Arbit.EdgeRunner.Page.State;

/// <summary>A candidate that was profitable before fees: taken, or refused with its reason.</summary>
public sealed record OpportunityView
{
    public required string Id { get; init; }

    /// <summary>Last seen.</summary>
    public required DateTimeOffset Time { get; init; }

    public required OpportunityKind Kind { get; init; }

    /// <summary>"binance BTC/USDT → kraken BTC/USD".</summary>
    public required string Route { get; init; }

    /// <summary>After fees, at the size.</summary>
    public required decimal NetBps { get; init; }

    /// <summary>The same as an amount of the start asset.</summary>
    public required decimal Net { get; init; }

    public required string StartAsset { get; init; }

    /// <summary>Spent at the start, in the start asset.</summary>
    public required decimal Size { get; init; }

    public required bool Taken { get; init; }

    /// <summary>Code of the closed list of reasons; "taken" for one that was.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason for a person: what was compared with what.</summary>
    public required string Sentence { get; init; }

    /// <summary>How often it was judged alike in a row; repeated sightings are one row.</summary>
    public required long TimesSeen { get; init; }
}

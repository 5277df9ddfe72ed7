namespace Arbit.EdgeRunner.Page.State;

/// <summary>What runs, since when, and how much of it is real.</summary>
public sealed record ProgramView
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Which of the two builds of the program this is.</summary>
    public required BuildKind Build { get; init; }

    /// <summary>Where the market data comes from.</summary>
    public required FeedKind Feed { get; init; }

    /// <summary>True where any figure of this snapshot was simulated: fills in the paper build, prices with the simulated feed.</summary>
    public required bool Simulated { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When this snapshot was published. The page and <c>/healthz</c> take a snapshot that gets old for a loop that no longer turns.</summary>
    public required DateTimeOffset Now { get; init; }

    public required long UptimeSeconds { get; init; }

    /// <summary>Raised durably at each start; the first part of every client order id.</summary>
    public required long RunEpoch { get; init; }

    /// <summary>Staleness and volume checks are relaxed, for dead test venues.</summary>
    public bool Testnet { get; init; }
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>Where market data comes from.</summary>
public enum FeedKind
{
    /// <summary>Arbit's own venues on this machine.</summary>
    Simulated,

    /// <summary>A recording, replayed.</summary>
    Recorded,

    /// <summary>The venues' public streams.</summary>
    Live,
}

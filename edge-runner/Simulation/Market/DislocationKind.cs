namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>What kind of opportunity a dislocation was planted for.</summary>
public enum DislocationKind
{
    /// <summary>An asset against dollars is off on one venue: a pair of venues, and every triangle through that book.</summary>
    CrossVenue,

    /// <summary>A cross such as ETH/BTC is off: the middle pair of triangles inside the venue.</summary>
    TriangleMiddle,
}

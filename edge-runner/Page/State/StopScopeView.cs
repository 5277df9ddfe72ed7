namespace Arbit.EdgeRunner.Page.State;

/// <summary>How far a stop reaches.</summary>
public enum StopScopeView
{
    /// <summary>All new cycles, or all orders.</summary>
    Everything,

    /// <summary>Everything on one venue.</summary>
    Venue,

    /// <summary>Everything through one venue's pair.</summary>
    Pair,

    /// <summary>Everything that touches one asset.</summary>
    Asset,
}

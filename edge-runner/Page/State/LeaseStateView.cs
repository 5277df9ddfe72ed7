namespace Arbit.EdgeRunner.Page.State;

/// <summary>How this process stands to the trading lease.</summary>
public enum LeaseStateView
{
    /// <summary>Held here: trades.</summary>
    Held,

    /// <summary>Held here and not renewed for a while: what is open is closed, nothing new begun.</summary>
    Expiring,

    /// <summary>Held here, and what its last holder may have sent is waited out before anything is done.</summary>
    Settling,

    /// <summary>Another's: everything is watched, nothing traded.</summary>
    Watching,

    /// <summary>It ran out here, and nobody else is known to have it.</summary>
    Lost,
}

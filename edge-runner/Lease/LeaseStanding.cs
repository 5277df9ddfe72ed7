namespace Arbit.EdgeRunner.Lease;

/// <summary>How a process stands to the lease. A closed set.</summary>
public enum LeaseStanding : byte
{
    /// <summary>Another holds it, or what its last holder sent is being waited out: everything is watched, nothing is sent.</summary>
    Waiting,

    /// <summary>Held: trade.</summary>
    Held,

    /// <summary>Still held, and close to its end because renewing fails: what is open is closed, nothing new is begun.</summary>
    Expiring,

    /// <summary>It was held and is not any more: nothing is sent.</summary>
    Lost,
}

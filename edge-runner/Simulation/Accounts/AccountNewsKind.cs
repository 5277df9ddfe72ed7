namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>What happened to an order. A closed set.</summary>
public enum AccountNewsKind
{
    /// <summary>Taken; nothing filled yet.</summary>
    New,

    Trade,

    /// <summary>Ended on request.</summary>
    Cancelled,

    /// <summary>Ended by itself with something unfilled: an IOC order.</summary>
    Expired,
}

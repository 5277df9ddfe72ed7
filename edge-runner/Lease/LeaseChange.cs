namespace Arbit.EdgeRunner.Lease;

/// <summary>How this process stands to the lease from now on: an input of the engine, recorded as such.</summary>
/// <param name="Standing">Whether anything may be sent.</param>
/// <param name="Epoch">While it is held, what every order from now on is numbered with; else 0.</param>
/// <param name="Holder">Who has it; empty where it is not known.</param>
public readonly record struct LeaseChange(LeaseStanding Standing, long Epoch, string Holder);

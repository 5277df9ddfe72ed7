using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>What the slow side has claimed at a place, and nobody else may spend.</summary>
/// <param name="Id">The slow side's own name for it.</param>
/// <param name="Place">A ledger place.</param>
/// <param name="Left">What is neither spent nor on its way with an order.</param>
/// <param name="Until">Free again then (Unix nanoseconds); null for never: its withdrawal may already have left.</param>
public sealed record Reservation(string Id, string Place, Asset Asset, Amount Left, long? Until);

using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>A network of either end, and how it fared.</summary>
/// <param name="Network">Canonical id.</param>
/// <param name="Fee">In the asset; null where not known.</param>
/// <param name="Minutes">As measured; null where not known.</param>
/// <param name="IsEligible">It could be chosen.</param>
/// <param name="Why">Why it was chosen or lost.</param>
public sealed record NetworkCandidate(string Network, Amount? Fee, Exact? Minutes, bool IsEligible, NetworkWhy Why);

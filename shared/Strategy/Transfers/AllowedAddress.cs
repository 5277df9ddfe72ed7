using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>One line of the allow list: the only place that a destination comes from (strategy.md, Transfer Manager).</summary>
/// <param name="Asset">What may be sent there.</param>
/// <param name="Network">Over which network, canonical id.</param>
/// <param name="Address">Where to.</param>
/// <param name="Tag">With which tag (memo); null for none.</param>
/// <param name="Contract">The asset's contract as a person confirmed it; stands in for an end that does not tell its own.</param>
public sealed record AllowedAddress(Asset Asset, string Network, string Address, string? Tag, string? Contract);

using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>What a venue says of sending an asset over one network, at the moment of the transfer.</summary>
/// <param name="Network">Canonical id.</param>
/// <param name="Fee">In the asset, on top of the amount; null where the venue does not tell.</param>
/// <param name="Minimum">The least it sends, in the asset; zero where it states none.</param>
/// <param name="IsEnabled">Withdrawals are open.</param>
/// <param name="Minutes">How long it takes, as measured; null where not known.</param>
/// <param name="Contract">The asset's contract; null where the venue does not tell, or there is none.</param>
public sealed record WithdrawalNetwork(string Network, Amount? Fee, Amount Minimum, bool IsEnabled, Exact? Minutes, string? Contract);

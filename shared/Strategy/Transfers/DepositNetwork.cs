namespace Arbit.Strategy.Transfers;

/// <summary>What a venue says of receiving an asset over one network, at the moment of the transfer.</summary>
/// <param name="Network">Canonical id.</param>
/// <param name="IsEnabled">Deposits are open.</param>
/// <param name="Contract">The asset's contract; null where the venue does not tell, or there is none.</param>
/// <param name="IsTagRequired">Without a tag (memo) the deposit is lost (lesson L25).</param>
public sealed record DepositNetwork(string Network, bool IsEnabled, string? Contract, bool IsTagRequired);

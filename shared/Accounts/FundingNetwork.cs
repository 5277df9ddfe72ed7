using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>One network of an asset at one venue, as the venue tells it.</summary>
/// <param name="Network">Canonical id.</param>
/// <param name="WithdrawFee">In the asset, on top of the amount; null where it is not told.</param>
/// <param name="MinWithdraw">In the asset.</param>
/// <param name="Minutes">Until it is credited, as measured or told; null for unknown.</param>
/// <param name="Contract">Null where it is not told, or the network's own coin.</param>
/// <param name="TagRequired">A deposit here needs a tag or memo.</param>
public sealed record FundingNetwork(
    string Network,
    Amount? WithdrawFee,
    Amount MinWithdraw,
    bool WithdrawEnabled,
    bool DepositEnabled,
    decimal? Minutes,
    string? Contract,
    bool TagRequired);

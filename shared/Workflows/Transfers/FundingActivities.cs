using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Transfers;

namespace Arbit.Workflows.Transfers;

/// <summary>What workflows can have done at the accounts. Those that move money are idempotent under the id that they carry.</summary>
public static class FundingActivities
{
    public static Activity<AssetAt, IReadOnlyList<FundingNetwork>> Networks { get; } = new("funding.networks");

    /// <summary>
    /// Submits a withdrawal once. Called again, whether it left is looked up; where that cannot be told it fails with
    /// <see cref="FundingUnansweredException"/>, and is never sent a second time.
    /// </summary>
    public static Activity<WithdrawalAt, WithdrawalView> Withdraw { get; } = new("funding.withdraw");

    public static Activity<IdAt, WithdrawalView?> FindWithdrawal { get; } = new("funding.findWithdrawal");

    public static Activity<DepositsAt, IReadOnlyList<DepositView>> Deposits { get; } = new("funding.deposits");

    public static Activity<Venue, IReadOnlyList<WalletBalance>> Balances { get; } = new("funding.balances");

    public static Activity<Venue, IReadOnlyList<PairFee>> Fees { get; } = new("funding.fees");

    /// <summary>The allow list for a destination: a venue's name, or <see cref="TransferOrder.ColdWallet"/>.</summary>
    public static Activity<AddressesOf, IReadOnlyList<AllowedAddress>> Addresses { get; } = new("addresses.of");

    /// <summary>What transfers cost over the twelve months before now.</summary>
    public static Activity<Done, TrailingYear> TrailingYear { get; } = new("transfers.trailingYear");

    /// <summary>Remembers a transfer's cost, once per transfer.</summary>
    public static Activity<TransferCost, Done> Remember { get; } = new("transfers.remember");
}

/// <summary>An asset at a venue.</summary>
public sealed record AssetAt(Venue Venue, Asset Asset);

/// <summary>An id of ours at a venue.</summary>
public sealed record IdAt(Venue Venue, string Id);

/// <summary>A withdrawal at a venue.</summary>
public sealed record WithdrawalAt(Venue Venue, WithdrawalOrder Order);

/// <summary>An asset's deposits at a venue, since a time.</summary>
public sealed record DepositsAt(Venue Venue, Asset Asset, DateTimeOffset Since);

/// <summary>Where an asset may be sent to at a destination.</summary>
public sealed record AddressesOf(string Destination, Asset Asset);

/// <summary>What one transfer cost.</summary>
/// <param name="Id">The transfer's.</param>
/// <param name="IsRebalance">Gold is none: the averages are not its own.</param>
public sealed record TransferCost(string Id, bool IsRebalance, TransferRecord Record);

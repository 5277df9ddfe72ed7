namespace Arbit.Strategy.Transfers;

/// <summary>
/// Why a network was chosen, or lost. A closed list, checked in this order, so that each network carries the first that holds.
/// In JSON and on the command line by its name in camelCase (<c>erc20TooSmall</c>).
/// </summary>
public enum NetworkWhy : byte
{
    /// <summary>The cheapest; of equally cheap ones the fastest; of equally fast ones the first by name.</summary>
    Chosen,

    /// <summary>Eligible; another costs less.</summary>
    Dearer,

    /// <summary>Eligible; another costs the same and is faster, or tells its minutes where this one does not.</summary>
    Slower,

    /// <summary>Eligible; another costs and takes the same and comes before it by name.</summary>
    LaterByName,

    /// <summary>The rules do not send this asset over this network.</summary>
    NotAllowed,

    /// <summary>Ethereum, and the transfer is under what ERC-20 is for ($10,000).</summary>
    Erc20TooSmall,

    /// <summary>The venue that sends has no such network for the asset.</summary>
    NotAtSource,

    /// <summary>The venue that receives has no such network for the asset.</summary>
    NotAtDestination,

    /// <summary>Withdrawals are suspended there.</summary>
    WithdrawalsSuspended,

    /// <summary>Deposits are suspended there.</summary>
    DepositsSuspended,

    /// <summary>The venue does not tell what it takes.</summary>
    FeeUnknown,

    /// <summary>Avalanche, and its fee is not under the bound ($1).</summary>
    AvalancheFeeTooHigh,

    /// <summary>No address on the allow list for this asset on this network.</summary>
    NoAddress,

    /// <summary>The destination wants a tag, and the allow list has none.</summary>
    TagMissing,

    /// <summary>An end does not tell its contract, and neither does the allow list.</summary>
    ContractUnknown,

    /// <summary>The contracts of both ends, or of an end and the allow list, are not the same: two coins under one name.</summary>
    ContractMismatch,

    /// <summary>The amount is under the least that the venue sends over this network.</summary>
    BelowNetworkMinimum,

    /// <summary>The transfer is under the least that is moved at all ($500).</summary>
    BelowTransferMinimum,
}

namespace Arbit.Strategy.Transfers;

/// <summary>Why a transfer goes as it does, or not at all. A closed list; in JSON by its name in camelCase.</summary>
public enum TransferReason : byte
{
    /// <summary>The chosen network is the only eligible one.</summary>
    OnlyEligible,

    /// <summary>The chosen network costs less than every other eligible one.</summary>
    Cheapest,

    /// <summary>Of the equally cheap ones the chosen one is the fastest.</summary>
    Fastest,

    /// <summary>Of the equally cheap and fast ones the chosen one is the first by name.</summary>
    FirstByName,

    /// <summary>Nothing is moved: a network would do, but the transfer is under the least that is moved at all ($500).</summary>
    BelowTransferMinimum,

    /// <summary>Nothing is moved: the two venues have no network in common.</summary>
    NoCommonNetwork,

    /// <summary>Nothing is moved: a person said no, or nobody answered.</summary>
    NotApproved,

    /// <summary>Nothing is moved: there are networks in common, and none is eligible; the candidates say why.</summary>
    NoneEligible,
}

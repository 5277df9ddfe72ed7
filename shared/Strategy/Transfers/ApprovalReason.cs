namespace Arbit.Strategy.Transfers;

/// <summary>Why a transfer waits for a person. A closed list.</summary>
public enum ApprovalReason : byte
{
    /// <summary>Gold: every withdrawal is a person's decision.</summary>
    RulesAsk,

    /// <summary>More than a person lets through unseen.</summary>
    AmountAboveLimit,

    /// <summary>With it, network fees would no longer be under $1 a rebalance over twelve months.</summary>
    AverageFee,

    /// <summary>With it, transfers would no longer cost under 0.5 % of the capital a year.</summary>
    YearlyCost,
}

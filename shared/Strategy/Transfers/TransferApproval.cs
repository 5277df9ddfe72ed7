using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>What a transfer may cost before a person is asked (strategy.md, Transfer Manager).</summary>
/// <param name="AmountLimit">Dollars; above them a person is asked. Null where no amount asks.</param>
/// <param name="AverageFeeUnder">Dollars a rebalance over the trailing twelve months.</param>
/// <param name="YearlyCostUnder">Of the capital, over the trailing twelve months.</param>
public sealed record TransferApproval(Exact? AmountLimit, Exact AverageFeeUnder, Bps YearlyCostUnder)
{
    /// <summary>$1 a rebalance, 0.5 % of the capital; no limit of the amount until one is configured.</summary>
    public static TransferApproval Default { get; } = new(null, Exact.One, Bps.From(50m));

    /// <summary>Every reason to ask, in the order of the list; none where it may go.</summary>
    /// <param name="rules">What it goes by; gold always asks, and is no rebalance, so that the two averages are not its own.</param>
    /// <param name="dollars">What is moved.</param>
    /// <param name="networkFee">Dollars.</param>
    /// <param name="cost">Dollars: fee and slippage together.</param>
    /// <param name="beginsRebalance">It is the first transfer of its rebalance, and so counts as one more.</param>
    /// <param name="before">The twelve months before it.</param>
    /// <param name="capital">Dollars; zero or less asks, because no share of it is small.</param>
    public IReadOnlyList<ApprovalReason> Needed(
        TransferRules rules, Exact dollars, Exact networkFee, Exact cost, bool beginsRebalance, TrailingYear before, Exact capital)
    {
        List<ApprovalReason> reasons = [];
        if (rules.AlwaysAsks)
            reasons.Add(ApprovalReason.RulesAsk);
        if (AmountLimit is { } limit && dollars > limit)
            reasons.Add(ApprovalReason.AmountAboveLimit);
        if (rules.AlwaysAsks)
            return reasons;
        var rebalances = Math.Max(1, before.Rebalances + (beginsRebalance ? 1 : 0));
        if (before.NetworkFees + networkFee >= AverageFeeUnder * new Exact(rebalances, 0))
            reasons.Add(ApprovalReason.AverageFee);
        if (before.Costs + cost >= capital * new Exact(YearlyCostUnder.RateUnits, 8))
            reasons.Add(ApprovalReason.YearlyCost);
        return reasons;
    }
}

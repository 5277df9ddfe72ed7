using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Workflows.Transfers;

/// <summary>Money to be moved from one account to another, or to the cold wallet.</summary>
/// <param name="Amount">What is to arrive; the network's fee comes on top.</param>
/// <param name="Price">Dollars for one unit, as known when it was ordered.</param>
/// <param name="To">A venue's name, or <see cref="ColdWallet"/>.</param>
/// <param name="Rebalance">What it is part of: its cost is averaged per rebalance.</param>
/// <param name="Capital">Dollars: transfers may cost only so much of it a year.</param>
/// <param name="Why">For the person who reads it.</param>
public sealed record TransferOrder(Asset Asset, Amount Amount, Price Price, Venue From, string To, string Rebalance, bool BeginsRebalance, Amount Capital, string Why)
{
    /// <summary>The destination that is no venue.</summary>
    public const string ColdWallet = "cold";

    /// <summary>A sweep, or the 15 % of a flip: other rules, and a person always approves.</summary>
    public bool IsGold => To == ColdWallet;

    /// <summary>The amount is all that may leave: the fee comes out of it, and the rest arrives.</summary>
    public bool IncludesFee { get; init; }

    /// <summary>Dollars that the conversions before it lost: part of what it costs.</summary>
    public Amount CostBefore { get; init; }

    /// <summary>The mode's, where it belongs to a mode: a yes that comes after the next flip moves nothing (lesson L33).</summary>
    public long? Epoch { get; init; }
}

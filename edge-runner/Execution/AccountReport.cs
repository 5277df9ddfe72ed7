using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>What a venue says of the account, all of one moment of its own.</summary>
/// <param name="Venue">Which venue.</param>
/// <param name="AskedAt">When it was asked, Unix nanoseconds of the engine: what was sent later may be missing.</param>
/// <param name="Since">Orders that changed before this may be missing.</param>
/// <param name="Balances">Every asset that is not zero.</param>
/// <param name="Orders">Open ones, and those that changed since.</param>
public sealed record AccountReport(Venue Venue, long AskedAt, long Since, IReadOnlyList<ReportedBalance> Balances, IReadOnlyList<ReportedOrder> Orders)
{
    /// <summary>Of what answers like a venue for facts that have left the machine; null for a venue, and where none have.</summary>
    public LeftBehind? Copy { get; init; }
}

/// <summary>Of one asset; the locked part is claimed by open orders.</summary>
public sealed record ReportedBalance(Asset Asset, Amount Free, Amount Locked);

/// <summary>An order as the venue has it: cumulative, as everywhere.</summary>
public sealed record ReportedOrder(
    string ClientOrderId,
    Symbol Symbol,
    Side Side,
    Quantity Quantity,
    Price Limit,
    bool IsOpen,
    Quantity Filled,
    Notional FilledNotional,
    Amount Fee,
    Asset FeeAsset);

using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>An order as the paper venue keeps it: what it received, and what it did with it.</summary>
public sealed record PaperOrder(
    string Id,
    string Venue,
    Symbol Symbol,
    Markets.Side Side,
    Quantity Quantity,
    Price Limit,
    bool Done = false,
    bool Rejected = false,
    Quantity Filled = default,
    Notional FilledNotional = default,
    Amount Fee = default,
    Asset FeeAsset = default)
{
    public OrderReply ToReply() => new(
        Id,
        Rejected ? ReplyKind.Rejected : ReplyKind.Ended,
        Filled,
        FilledNotional,
        Fee,
        FeeAsset,
        Rejected ? "refused by the paper venue" : "");
}

using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// An order as its paper exchange keeps it, and as a line of its log: cumulative, so the newest line of an id is the whole truth
/// about it. Times are Unix nanoseconds.
/// </summary>
/// <param name="Id">The client order id.</param>
/// <param name="Venue">Where it was sent.</param>
/// <param name="Symbol">What it trades.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Ordered, in the base asset.</param>
/// <param name="Limit">In the quote asset.</param>
/// <param name="Done">It can be filled no further.</param>
/// <param name="Rejected">It was refused; nothing was filled.</param>
/// <param name="Filled">So far.</param>
/// <param name="FilledNotional">What the fills cost or yielded, before the fee.</param>
/// <param name="Fee">So far.</param>
/// <param name="FeeAsset">In which the fee was taken.</param>
/// <param name="TimeInForce">How long it lives.</param>
/// <param name="Number">The exchange's own id.</param>
/// <param name="Arrived">It has met the exchange's rules and book; before that it is on the wire.</param>
/// <param name="Locked">What is claimed for its rest in the account, in the asset that it spends.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="ChangedAt">When this line was written.</param>
/// <param name="Reason">Why it was refused or ended, in the venue's own words.</param>
public sealed record PaperOrder(
    string Id,
    string Venue,
    Symbol Symbol,
    Side Side,
    Quantity Quantity,
    Price Limit,
    bool Done = false,
    bool Rejected = false,
    Quantity Filled = default,
    Notional FilledNotional = default,
    Amount Fee = default,
    Asset FeeAsset = default,
    TimeInForce TimeInForce = TimeInForce.ImmediateOrCancel,
    long Number = 0,
    bool Arrived = false,
    Amount Locked = default,
    long SentAt = 0,
    long ChangedAt = 0,
    string Reason = "")
{
    /// <summary>Arrived, and neither filled whole nor ended.</summary>
    public bool IsOpen => Arrived && !Done;

    public Asset Spends => Side == Side.Buy ? Symbol.Quote : Symbol.Base;

    public Quantity Missing => Quantity - Filled;

    public PaperOrder End(long now, string reason = "") => this with { Done = true, Arrived = true, Locked = Amount.Zero, ChangedAt = now, Reason = reason };

    public PaperOrder Reject(long now, string reason) => End(now, reason) with { Rejected = true };

    public OrderReply ToReply() => new(Id, Kind, Filled, FilledNotional, Fee, FeeAsset, Reason);

    public ReportedOrder ToReport() => new(Id, Symbol, Side, Quantity, Limit, !Done, Filled, FilledNotional, Fee, FeeAsset);

    private ReplyKind Kind
    {
        get
        {
            if (Rejected)
                return ReplyKind.Rejected;
            if (Done)
                return ReplyKind.Ended;
            return Filled.IsZero ? ReplyKind.Accepted : ReplyKind.Progress;
        }
    }
}

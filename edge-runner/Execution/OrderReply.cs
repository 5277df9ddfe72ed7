using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>What a gateway can say of an order.</summary>
public enum ReplyKind : byte
{
    /// <summary>The venue has it.</summary>
    Accepted,

    /// <summary>Filled so far; more may come.</summary>
    Progress,

    /// <summary>Filled so far, and it has ended.</summary>
    Ended,

    /// <summary>Refused; nothing was filled.</summary>
    Rejected,

    /// <summary>Looked up: the venue never had it.</summary>
    NotFound,
}

/// <summary>A venue's word on an order, cumulative; said once, twice or late, it means the same.</summary>
public sealed record OrderReply(
    string ClientOrderId,
    ReplyKind Kind,
    Quantity Filled,
    Notional FilledNotional,
    Amount Fee,
    Asset FeeAsset,
    string Note);

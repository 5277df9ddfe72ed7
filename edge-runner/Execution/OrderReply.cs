using System.Text.Json.Serialization;
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
    string Note)
{
    /// <summary>It was kept back on this machine: no venue has refused anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsKeptBack { get; init; }

    /// <summary>The answer to an order that has not left.</summary>
    public static OrderReply KeptBack(string id, string why) => new(id, ReplyKind.Rejected, Quantity.Zero, Notional.Zero, Amount.Zero, default, why) { IsKeptBack = true };
}

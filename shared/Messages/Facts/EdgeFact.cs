using System.Text.Json.Serialization;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Workflows;

namespace Arbit.Messages.Facts;

/// <summary>What happened at the edge.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CommandAnswer), "answer")]
[JsonDerivedType(typeof(TradeAnswer), "traded")]
[JsonDerivedType(typeof(BalancesTold), "balances")]
[JsonDerivedType(typeof(ConversionQuoted), "quoted")]
[JsonDerivedType(typeof(PersonAsked), "person")]
[JsonDerivedType(typeof(WorkflowTold), "workflow")]
[JsonDerivedType(typeof(SignalsTold), "signals")]
[JsonDerivedType(typeof(WorkflowsWanted), "workflowsWanted")]
public abstract record EdgeFact(DateTimeOffset Time);

/// <summary>What became of a command: said again each time that the command comes.</summary>
/// <param name="CommandId">Of which.</param>
/// <param name="ReplyTo">Who waits for it.</param>
/// <param name="Accepted">Done; else refused, and nothing was changed.</param>
/// <param name="Reason">Why it was refused.</param>
public record CommandAnswer(DateTimeOffset Time, string CommandId, string? ReplyTo, bool Accepted, string Reason) : EdgeFact(Time)
{
    /// <summary>The event that a workflow waits for.</summary>
    public static string EventOf(string commandId) => $"answer:{commandId}";
}

/// <summary>What a <see cref="Trade"/> came to; accepted where anything at all was traded.</summary>
/// <param name="Spent">In the asset spent, fees in it included.</param>
/// <param name="Received">In the asset received, after fees in it.</param>
/// <param name="Fee">As charged, in <paramref name="FeeAsset"/>.</param>
/// <param name="CostInDollars">What it lost against the mid price when it began, fees included; statistics, not the ledger's.</param>
public sealed record TradeAnswer(
    DateTimeOffset Time,
    string CommandId,
    string? ReplyTo,
    bool Accepted,
    string Reason,
    Amount Spent,
    Amount Received,
    Amount Fee,
    Asset FeeAsset,
    Amount CostInDollars) : CommandAnswer(Time, CommandId, ReplyTo, Accepted, Reason);

/// <summary>Everything that is somewhere, and what it is worth.</summary>
/// <param name="Prices">In dollars, what each could be sold at; an asset without one is missing.</param>
/// <param name="Capital">All but the cold wallet, in dollars.</param>
/// <param name="RealisedNet">Of all bots since the beginning, in dollars.</param>
/// <param name="FeesOfHundredTrades">What the next hundred trades would pay in fees, in dollars, by venue; those alone whose fees are paid in an asset of their own.</param>
public sealed record BalancesTold(
    DateTimeOffset Time,
    string CommandId,
    string? ReplyTo,
    TradingMode Mode,
    long ModeEpoch,
    IReadOnlyList<ToldBalance> Balances,
    IReadOnlyDictionary<string, Price> Prices,
    Amount Capital,
    Amount RealisedNet,
    IReadOnlyDictionary<string, Amount> FeesOfHundredTrades) : CommandAnswer(Time, CommandId, ReplyTo, true, "")
{
    /// <summary>In how many opportunities that were taken each venue had a part, since the edge's first start.</summary>
    public IReadOnlyDictionary<string, long> Opportunities { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}

/// <summary>Of one asset at one place.</summary>
public sealed record ToldBalance(string Place, Asset Asset, Amount Free, Amount Reserved);

/// <summary>Ways from one asset to another, best first; none where nothing leads there.</summary>
public sealed record ConversionQuoted(DateTimeOffset Time, string CommandId, string? ReplyTo, IReadOnlyList<QuotedRoute> Routes) : CommandAnswer(Time, CommandId, ReplyTo, true, "");

/// <summary>One way inside one venue.</summary>
/// <param name="Hops">In order: what is sold for the next.</param>
/// <param name="Spends">What of the amount it takes at once: less than was asked where the depth ends, and the rest follows in slices.</param>
/// <param name="Receives">After all fees.</param>
/// <param name="CostInDollars">Against the mid prices.</param>
public sealed record QuotedRoute(Venue Venue, IReadOnlyList<QuotedHop> Hops, Amount Spends, Amount Receives, Amount CostInDollars);

/// <summary>One trade of a route.</summary>
public sealed record QuotedHop(Symbol Symbol, Side Side);

/// <summary>A person pressed a button: approve, refuse, flip, sweep. It reaches the workflows over the bus like everything else.</summary>
/// <param name="Request">Its own id, so that a doubled one is done once.</param>
/// <param name="Wish">What.</param>
/// <param name="Target">The workflow instance, or the mode.</param>
/// <param name="By">Who.</param>
public sealed record PersonAsked(DateTimeOffset Time, string Request, PersonWish Wish, string Target, string By) : EdgeFact(Time);

/// <summary>A workflow as it stands: said whenever anything happens to it. What shows workflows knows nothing else of them.</summary>
public sealed record WorkflowTold(DateTimeOffset Time, WorkflowView View) : EdgeFact(Time);

/// <summary>Signals since the slow side's start, by what became of them.</summary>
public sealed record SignalsTold(DateTimeOffset Time, long Received, long Duplicate, long Refused, long NotStored, DateTimeOffset? LastHeartbeat) : EdgeFact(Time);

/// <summary>Somebody who shows workflows has begun and knows none: the slow side tells the newest again.</summary>
public sealed record WorkflowsWanted(DateTimeOffset Time) : EdgeFact(Time);

/// <summary>What a person can ask of the slow side. A closed set.</summary>
public enum PersonWish
{
    Approve,
    Refuse,
    Flip,
    Sweep,
}

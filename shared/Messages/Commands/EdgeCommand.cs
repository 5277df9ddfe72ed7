using System.Text.Json.Serialization;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Messages.Commands;

/// <summary>
/// What the slow side asks of the edge. The edge does a command once, however often it comes, and answers each time with the same
/// <see cref="Facts.CommandAnswer"/>; one that comes after <see cref="ValidUntil"/>, or with an epoch older than the mode's, is refused.
/// </summary>
/// <param name="Id">A key of named steps, never a random one: <c>transfer-2026-11-21-1:reserve</c>.</param>
/// <param name="ValidUntil">After it nothing is begun any more (lesson L33).</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SetMode), "setMode")]
[JsonDerivedType(typeof(Reserve), "reserve")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Trade), "trade")]
[JsonDerivedType(typeof(MoveMoney), "move")]
[JsonDerivedType(typeof(Credit), "credit")]
[JsonDerivedType(typeof(TellBalances), "balances")]
[JsonDerivedType(typeof(RestrainTrading), "restrain")]
[JsonDerivedType(typeof(QuoteConversion), "quote")]
[JsonDerivedType(typeof(SetFees), "fees")]
public abstract record EdgeCommand(string Id, DateTimeOffset ValidUntil)
{
    /// <summary>The workflow instance that waits for the answer; null where nobody does.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The mode's epoch that it was decided under; null for what holds in any mode.</summary>
    public long? Epoch { get; init; }
}

/// <summary>The mode is a level: what it was before does not matter, and a lower epoch changes nothing (lesson L33).</summary>
public sealed record SetMode(string Id, DateTimeOffset ValidUntil, TradingMode Mode, long ModeEpoch, FuelShares Shares) : EdgeCommand(Id, ValidUntil);

/// <summary>Claims what is free at a place, so that nobody else spends it. Nothing is free any more that a trade has claimed.</summary>
/// <param name="Reservation">Its own id; the command's may be the same.</param>
/// <param name="Place">A ledger place: a venue's name for its trading account, <c>wallet:kucoin:main</c> and so on.</param>
/// <param name="Until">Given back by itself then; null for never, as for one whose withdrawal may already have left.</param>
public sealed record Reserve(string Id, DateTimeOffset ValidUntil, string Reservation, string Place, Asset Asset, Amount Amount, DateTimeOffset? Until) : EdgeCommand(Id, ValidUntil);

/// <summary>Gives a reservation back, or what is left of it.</summary>
public sealed record Release(string Id, DateTimeOffset ValidUntil, string Reservation) : EdgeCommand(Id, ValidUntil);

/// <summary>
/// Buys or sells on command: a hop of a conversion, a bot's purchase. In slices that the depth allows, IOC, each within the slippage,
/// until it is done or the time is over; answered once, with what was traded.
/// </summary>
/// <param name="Spend">How much of the asset that is spent, at most, fees included.</param>
/// <param name="MaxSlippage">Of each slice's limit against the best price.</param>
/// <param name="Reservation">What it spends from; null for what is free.</param>
public sealed record Trade(string Id, DateTimeOffset ValidUntil, Venue Venue, Symbol Symbol, Side Side, Amount Spend, Bps MaxSlippage, string? Reservation) : EdgeCommand(Id, ValidUntil)
{
    /// <summary>Patient: limits rest first, for half of the time, in slices that the depth allows; what is left then is taken.</summary>
    public bool Rests { get; init; }
}

/// <summary>
/// Money went from one place to another: it left for a transfer, arrived from one, was staked. A fact of the world by the time that it
/// is said, so it does not expire and is not refused for want of funds.
/// </summary>
/// <param name="Reservation">What it comes out of; null where the place is one that nobody trades from (in transit, staked).</param>
/// <param name="Fee">Paid beside the amount, out of the same place and asset.</param>
public sealed record MoveMoney(string Id, DateTimeOffset ValidUntil, string? Reservation, string From, string To, Asset Asset, Amount Amount, Amount Fee) : EdgeCommand(Id, ValidUntil);

/// <summary>Money came from outside: yield, a deposit nobody here sent.</summary>
public sealed record Credit(string Id, DateTimeOffset ValidUntil, string Place, Asset Asset, Amount Amount, string Why) : EdgeCommand(Id, ValidUntil);

/// <summary>Asks for a <see cref="Facts.BalancesTold"/>.</summary>
public sealed record TellBalances(string Id, DateTimeOffset ValidUntil) : EdgeCommand(Id, ValidUntil);

/// <summary>A person's pause, halt or resume.</summary>
public sealed record RestrainTrading(string Id, DateTimeOffset ValidUntil, Restraint Restraint, string Reason) : EdgeCommand(Id, ValidUntil);

/// <summary>
/// Asks for the cheapest ways from one asset to another inside one venue, by the books as they are: answered with a
/// <see cref="Facts.ConversionQuoted"/>. Quotes age: an answer is never kept for a repetition.
/// </summary>
/// <param name="Venue">Null for every venue that holds, or could give, the asset.</param>
/// <param name="Amount">Of what is spent.</param>
public sealed record QuoteConversion(string Id, DateTimeOffset ValidUntil, Venue? Venue, Asset From, Asset To, Amount Amount) : EdgeCommand(Id, ValidUntil);

/// <summary>What the account really pays, as just read from its venue.</summary>
public sealed record SetFees(string Id, DateTimeOffset ValidUntil, Venue Venue, IReadOnlyList<Accounts.PairFee> Fees) : EdgeCommand(Id, ValidUntil);

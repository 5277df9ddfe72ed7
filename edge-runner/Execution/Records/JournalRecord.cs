using System.Text.Json.Serialization;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Records;

/// <summary>
/// What the intent log holds. The state of trading is nothing but these, applied in order: live writes one and then applies it, a
/// restart reads them and applies them. Times are Unix nanoseconds.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "k")]
[JsonDerivedType(typeof(Deposited), "deposited")]
[JsonDerivedType(typeof(CycleOpened), "cycle")]
[JsonDerivedType(typeof(OrderIntended), "intent")]
[JsonDerivedType(typeof(OrderAdvanced), "fill")]
[JsonDerivedType(typeof(OrderEnded), "ended")]
[JsonDerivedType(typeof(CycleClosed), "closed")]
[JsonDerivedType(typeof(TradingChanged), "trading")]
[JsonDerivedType(typeof(DayBegan), "day")]
[JsonDerivedType(typeof(CommandTaken), "command")]
[JsonDerivedType(typeof(CommandAnswered), "answered")]
[JsonDerivedType(typeof(ReservationExpired), "expired")]
[JsonDerivedType(typeof(Adopted), "adopted")]
[JsonDerivedType(typeof(RoundingBooked), "rounding")]
public abstract record JournalRecord(long Time);

/// <summary>Money from outside: the opening balance of a place.</summary>
public sealed record Deposited(long Time, string Place, Asset Asset, Amount Amount) : JournalRecord(Time);

/// <summary>A cycle was decided on; nothing of it has left yet.</summary>
public sealed record CycleOpened(
    long Time,
    long Epoch,
    long Cycle,
    PathKind Kind,
    IReadOnlyList<RecordedLeg> Legs,
    Asset Start,
    Asset End,
    Amount Cost,
    Amount ExpectedNet) : JournalRecord(Time)
{
    /// <summary>What may not be traded again too soon; of this run's path graph only, so it is not kept.</summary>
    [JsonIgnore]
    public int CooldownKey { get; init; } = -1;

    /// <summary>What it takes over from the residual ledger, or from orders that were found at the venues; null for none.</summary>
    public IReadOnlyList<RecordedBalance>? Inherited { get; init; }

    /// <summary>The command that it trades for; null for arbitrage.</summary>
    public string? Command { get; init; }

    /// <summary>In a checkpoint: since when it has had something left over; null for not at all.</summary>
    public long? UnhedgedSince { get; init; }
}

/// <summary>A leg as planned.</summary>
public sealed record RecordedLeg(Venue Venue, Symbol Symbol, Side Side, Quantity Quantity, Price Limit, Price Average);

/// <summary>An order is about to leave. From here it may exist at the venue.</summary>
public sealed record OrderIntended(
    long Time,
    string Id,
    long Epoch,
    long Cycle,
    int Leg,
    OrderPurpose Purpose,
    Venue Venue,
    Symbol Symbol,
    Side Side,
    Quantity Quantity,
    Price Limit) : JournalRecord(Time)
{
    /// <summary>What it is paid out of; null for what is free.</summary>
    public string? Reservation { get; init; }

    /// <summary>Null for one that takes and ends, as all did before any rested.</summary>
    public TimeInForce? Lives { get; init; }
}

/// <summary>It is filled so far: cumulative, so applying it twice changes nothing.</summary>
public sealed record OrderAdvanced(long Time, string Id, Quantity Filled, Notional FilledNotional, Amount Fee, Asset FeeAsset) : JournalRecord(Time);

/// <summary>It can be filled no further.</summary>
public sealed record OrderEnded(long Time, string Id, OrderState State, string Note) : JournalRecord(Time)
{
    /// <summary>It never left this machine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsKeptBack { get; init; }
}

/// <summary>Nothing of the cycle is open any more.</summary>
public sealed record CycleClosed(long Time, long Epoch, long Cycle, CycleOutcome Outcome, Amount RealisedNet, Amount NetInDollars, Amount ExpectedInDollars) : JournalRecord(Time);

/// <summary>Trading was stopped, restrained or resumed.</summary>
public sealed record TradingChanged(long Time, TradingState State, string Reason, string Resumes) : JournalRecord(Time);

/// <summary>What the capital was, in dollars, when the day's (UTC) first cycle had ended: the day's loss is measured against it.</summary>
public sealed record DayBegan(long Time, Amount Capital) : JournalRecord(Time);

/// <summary>
/// A command of the slow side was done or refused: what it changes and what is answered stand in one record, so that no crash comes
/// between the two. Without an answer it was begun, and is answered by a <see cref="CommandAnswered"/>.
/// </summary>
public sealed record CommandTaken(long Time, EdgeCommand Command, EdgeFact? Answer) : JournalRecord(Time);

/// <summary>What a command that took its time has come to.</summary>
public sealed record CommandAnswered(long Time, EdgeFact Answer) : JournalRecord(Time);

/// <summary>A reservation's time was over: what was left of it is free again.</summary>
public sealed record ReservationExpired(long Time, string Reservation) : JournalRecord(Time);

/// <summary>What the venues said of every account where no journal told it: all that is held there, and the orders of ours that they know.</summary>
public sealed record Adopted(long Time, IReadOnlyList<RecordedBalance> Balances, IReadOnlyList<JournalRecord> Orders) : JournalRecord(Time)
{
    /// <summary>What had left the machine before: the orders are then what came of it since; null where nothing had.</summary>
    public Checkpoint? Copy { get; init; }
}

/// <summary>A venue's own rounding, worth less than a cent: what its account had more (or less) than all that it told came to.</summary>
public sealed record RoundingBooked(long Time, string Place, Asset Asset, Amount Amount) : JournalRecord(Time);

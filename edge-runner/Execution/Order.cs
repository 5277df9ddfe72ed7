using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// One limit order. The only truth about it is the cumulative filled quantity, from whatever source, in any order, any
/// number of times: what is less than is already known changes nothing (lesson L09).
/// </summary>
public sealed class Order(string id, Cycle cycle, int leg, OrderPurpose purpose, TradedInstrument instrument, Side side, Quantity quantity, Price limit, long sentAt)
{
    /// <summary>Venues charge fees in steps of 10^-8 of whatever they are paid in.</summary>
    public const int FeeDecimals = 8;

    /// <summary>The client order id: run epoch, cycle and leg; at most 18 characters, never used twice.</summary>
    public string Id { get; } = id;

    public Cycle Cycle { get; } = cycle;

    /// <summary>The leg's place in the cycle; for one that closes something, the leg that left it.</summary>
    public int Leg { get; } = leg;

    public OrderPurpose Purpose { get; } = purpose;

    public TradedInstrument Traded { get; } = instrument;

    public Instrument Instrument => Traded.Instrument;

    public Side Side { get; } = side;

    public Quantity Quantity { get; } = quantity;

    public Price Limit { get; } = limit;

    public long SentAt { get; } = sentAt;

    public TimeInForce TimeInForce { get; init; }

    /// <summary>It stays at its venue until it is filled or cancelled.</summary>
    public bool Rests => TimeInForce != TimeInForce.ImmediateOrCancel;

    /// <summary>What it is paid out of; null for what is free.</summary>
    public string? Reservation { get; init; }

    public long DoneAt { get; set; }

    /// <summary>When the venue is asked again, while it is unknown.</summary>
    public long AskAgainAt { get; set; }

    /// <summary>How often the venue said that it does not know it.</summary>
    public int NotFoundAnswers { get; set; }

    public OrderState State { get; set; } = OrderState.Sent;

    public Quantity Filled { get; private set; }

    /// <summary>What the fills cost or yielded in the quote asset, before the fee.</summary>
    public Notional FilledNotional { get; private set; }

    public Amount Fee { get; private set; }

    public Asset FeeAsset { get; private set; }

    /// <summary>What is still claimed for it in the ledger.</summary>
    public Amount Reserved { get; set; }

    public string Note { get; set; } = "";

    /// <summary>It never left this machine: its venue has failed at nothing.</summary>
    public bool IsKeptBack { get; set; }

    public Place Place => Place.Trading(Instrument.Venue);

    public Asset Spends => Side == Side.Buy ? Instrument.Symbol.Quote : Instrument.Symbol.Base;

    public Asset Receives => Side == Side.Buy ? Instrument.Symbol.Base : Instrument.Symbol.Quote;

    /// <summary>What its fills took out of the wallet, in <see cref="Spends"/>.</summary>
    public Amount Spent => (Side == Side.Buy ? Amount.From(FilledNotional) : Amount.From(Filled)) + (FeeAsset == Spends ? Fee : Amount.Zero);

    /// <summary>The most that it can take out of the wallet.</summary>
    public Amount WorstCost => WorstCostOf(Instrument, Side, Quantity, Limit);

    /// <summary>Everything filled at the limit, and the fee where it is paid on top: venues round it up to eight decimals.</summary>
    public static Amount WorstCostOf(Instrument instrument, Side side, Quantity quantity, Price limit)
    {
        if (side == Side.Sell)
            return Amount.From(quantity);
        var cost = (limit * quantity).Value;
        var fees = instrument.Fees;
        var onTop = fees.PaidIn == Markets.FeeAsset.Quote ? (cost * new Exact(fees.Taker.RateUnits, 8)).Round(FeeDecimals, Rounding.Ceiling) : Exact.Zero;
        return Amount.From(cost + onTop, Rounding.Ceiling);
    }

    /// <summary>
    /// False for a report that contradicts the order or what is known of it: more filled than was ordered, or more filled and yet
    /// less paid. A venue whose word cannot be is no ground to book on.
    /// </summary>
    public bool CanBecome(OrderReply reply)
    {
        if (reply.Filled <= Filled)
            return true;
        var isFirst = Filled.IsZero;
        return reply.Filled <= Quantity
            && reply.FilledNotional >= FilledNotional
            && reply.Fee >= Fee
            && (isFirst || Fee.Sign == 0 || reply.FeeAsset == FeeAsset);
    }

    /// <summary>Takes a cumulative report; false where it tells nothing new.</summary>
    public bool TryAdvance(Quantity filled, Notional notional, Amount fee, Asset feeAsset)
    {
        if (filled <= Filled)
            return false;
        Filled = filled;
        FilledNotional = notional;
        Fee = fee;
        FeeAsset = feeAsset;
        return true;
    }

    /// <summary>What brings it about anew, as far as it has come.</summary>
    public IEnumerable<JournalRecord> ToRecords()
    {
        yield return new OrderIntended(SentAt, Id, Cycle.Epoch, Cycle.Id, Leg, Purpose, Instrument.Venue, Instrument.Symbol, Side, Quantity, Limit)
        {
            Reservation = Reservation,
            Lives = Rests ? TimeInForce : null,
        };
        if (!Filled.IsZero)
            yield return new OrderAdvanced(SentAt, Id, Filled, FilledNotional, Fee, FeeAsset);
        if (IsTerminal)
            yield return new OrderEnded(DoneAt, Id, State, Note) { IsKeptBack = IsKeptBack };
    }

    public bool IsTerminal => State is OrderState.Filled or OrderState.Expired or OrderState.Rejected or OrderState.NotFound;
}

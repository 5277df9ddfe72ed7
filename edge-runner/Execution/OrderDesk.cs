using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// Where every order passes: claimed and journalled before it leaves, followed until its end is proven. Whoever trades (arbitrage,
/// recovery, later conversions and the other bots) does it here.
/// </summary>
public sealed class OrderDesk(TradeBook book, IExecutionLog log, IOrderGateway gateway, IAudit audit, ExecutionSettings settings, long epoch)
{
    private long _lastCycle;

    public TradeBook Book { get; } = book;

    /// <summary>What orders and cycles are numbered with: the run's, and once the lease is held the lease's, which is never lower.</summary>
    public long Epoch { get; private set; } = epoch;

    /// <summary>False while another may be trading, or nobody may: then nothing is sent, and what is open waits.</summary>
    public bool HoldsLease { get; set; } = true;

    /// <summary>Whether any order may leave now.</summary>
    public bool MaySend => HoldsLease && Book.Trading != Risk.TradingState.Halted;

    public static Asset SpentBy(Instrument instrument, Side side) => side == Side.Buy ? instrument.Symbol.Quote : instrument.Symbol.Base;

    /// <summary>Orders are numbered with the lease's epoch from now on, which no other holder ever has (lesson L35).</summary>
    public void Fence(long lease) => Epoch = Math.Max(Epoch, lease);

    public long NextCycle() => ++_lastCycle;

    public void Record(JournalRecord record)
    {
        log.Append(record);
        Book.Apply(record);
    }

    public bool CanReserve(PlannedLeg leg)
    {
        var instrument = leg.Traded.Instrument;
        return Book.Ledger.Free(instrument.Venue, SpentBy(instrument, leg.Side)) >= Order.WorstCostOf(instrument, leg.Side, leg.Quantity, leg.Limit);
    }

    public int OpenOrders(Venue venue)
    {
        var open = 0;
        foreach (var cycle in Book.Open)
        {
            // What is bought on command takes no place away from arbitrage.
            if (cycle.Kind == Detection.PathKind.Commanded)
                continue;
            foreach (var order in cycle.Orders)
            {
                if (!order.IsTerminal && order.Instrument.Venue == venue)
                    open++;
            }
        }

        return open;
    }

    /// <summary>All intents are journalled, and all balances claimed, before the first of the orders leaves (lesson L02).</summary>
    public void SendTogether(Cycle cycle, long now)
    {
        var orders = new List<Order>();
        for (var leg = 0; leg < cycle.Plan.Count; leg++)
            orders.Add(Intend(cycle, leg, OrderPurpose.Entry, cycle.Plan[leg].Traded, cycle.Plan[leg].Side, cycle.Plan[leg].Quantity, cycle.Plan[leg].Limit, now));
        foreach (var order in orders)
            gateway.Send(order);
    }

    public void SendLeg(Cycle cycle, int leg, Quantity quantity, long now)
    {
        var plan = cycle.Plan[leg];
        Send(cycle, leg, OrderPurpose.Entry, plan.Traded, plan.Side, quantity, plan.Limit, now);
    }

    public void Send(
        Cycle cycle, int leg, OrderPurpose purpose, TradedInstrument traded, Side side, Quantity quantity, Price limit, long now, string? reservation = null, TimeInForce lives = TimeInForce.ImmediateOrCancel)
        => gateway.Send(Intend(cycle, leg, purpose, traded, side, quantity, limit, now, reservation, lives));

    /// <summary>Asks the venue to end it; asked again by whoever wants it until the end is proven.</summary>
    public void Cancel(Order order, string why, long now)
    {
        audit.Add(now, "order.cancel", order.Id, why);
        gateway.Cancel(order);
    }

    public void End(Order order, OrderState state, string note, long now, bool isKeptBack = false)
    {
        Record(new OrderEnded(now, order.Id, state, note) { IsKeptBack = isKeptBack });
        audit.Add(now, "order.ended", order.Id, note.Length == 0 ? state.ToString() : $"{state}: {note}");
        audit.OnOrder(order);
    }

    /// <summary>An order without its end in time is unknown, and looked up until the end is proven; it is never sent again (lesson L07).</summary>
    public void Chase(Order order, long now)
    {
        // One that rests has no end to wait for once its venue has it.
        if (order.IsTerminal || now < order.AskAgainAt || order is { Rests: true, State: OrderState.Open })
            return;
        if (order.State != OrderState.Unknown)
        {
            if (now - order.SentAt < settings.AnswerDeadline)
                return;
            order.State = OrderState.Unknown;
            audit.Add(now, "order.unknown", order.Id, "no answer in time; looked up, never sent again");
        }

        order.AskAgainAt = now + settings.LookUpInterval;
        gateway.LookUp(order);
    }

    /// <summary>The venue has it, and says that it may still be filled: past its deadline it is to end.</summary>
    public void OnStillOpen(Order order, long now)
    {
        var overdue = order.State == OrderState.Unknown;
        order.State = OrderState.Open;
        if (!overdue || order.Rests)
            return;
        order.AskAgainAt = now + settings.LookUpInterval;
        Cancel(order, "still open past its deadline", now);
    }

    /// <summary>
    /// The venue says that it does not have it. Soon after sending that only means that it is still under way, so it has to be said
    /// twice, and late enough (lesson L08).
    /// </summary>
    public void OnNotFound(Order order, string note, long now)
    {
        if (order.State != OrderState.Unknown || !order.Filled.IsZero)
            return;
        order.NotFoundAnswers++;
        if (order.NotFoundAnswers >= settings.ProofAnswers && now - order.SentAt >= settings.ProofAfter)
            End(order, OrderState.NotFound, note, now);
    }

    private Order Intend(Cycle cycle, int leg, OrderPurpose purpose, TradedInstrument traded, Side side, Quantity quantity, Price limit, long now, string? reservation = null, TimeInForce lives = TimeInForce.ImmediateOrCancel)
    {
        // A recovery of an earlier run's cycle is numbered in its own run and behind its orders: never used before.
        var id = ClientOrderIds.Create(Epoch, cycle.Epoch == Epoch ? cycle.Id : NextCycle(), cycle.Orders.Count + (purpose == OrderPurpose.Commanded ? ClientOrderIds.FirstOnCommand : 1));
        var worst = Order.WorstCostOf(traded.Instrument, side, quantity, limit);
        var there = reservation is null ? Book.Ledger.Free(traded.Instrument.Venue, SpentBy(traded.Instrument, side)) : Book.Treasury.LeftOf(reservation);
        if (there < worst)
            throw new LedgerBrokenException($"Order {id} would spend {worst} {SpentBy(traded.Instrument, side)} at {traded.Instrument.Venue}, and less is {(reservation is null ? "free" : $"left of {reservation}")}.");
        if (Book.Find(id) is not null)
            throw new LedgerBrokenException($"The client order id {id} would be used twice.");
        Record(new OrderIntended(now, id, cycle.Epoch, cycle.Id, leg, purpose, traded.Instrument.Venue, traded.Instrument.Symbol, side, quantity, limit)
        {
            Reservation = reservation,
            Lives = lives == TimeInForce.ImmediateOrCancel ? null : lives,
        });
        audit.Add(now, "order.sent", id, $"{purpose} {traded.Instrument.Venue} {side} {quantity} {traded.Instrument.Symbol} limit {limit}{(lives == TimeInForce.ImmediateOrCancel ? "" : ", rests")}");
        return Book.Find(id)!;
    }
}

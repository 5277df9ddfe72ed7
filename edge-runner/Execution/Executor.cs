using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// Trades cycles: reserves, journals, then sends; follows every order to its proven end; shrinks later legs to what was filled;
/// closes what a leg left open before anything new starts on those assets. Deterministic: it acts only on what it is handed.
/// </summary>
public sealed class Executor(TradeBook book, IExecutionLog log, IOrderGateway gateway, IRates rates, IAudit audit, ExecutionSettings settings, long epoch) : ITradeGate
{
    private readonly Dictionary<int, long> _restsUntil = [];
    private readonly HashSet<Asset> _exposed = [];
    private long _epoch = epoch;
    private long _lastCycle;
    private bool _stopping;

    public TradeBook Book { get; } = book;

    /// <summary>Whether orders may leave: only under the lease, where there is one (lesson L35).</summary>
    public bool MaySend { get; set; } = true;

    /// <summary>Assets that something was left open in: nothing new is begun on them (lesson L31).</summary>
    public IReadOnlySet<Asset> Exposed => _exposed;

    public RefusalReason Check(CyclePath path, long now)
    {
        if (_stopping)
            return RefusalReason.ReduceOnly;
        if (Book.Trading != TradingState.Active)
            return Book.Trading == TradingState.Halted ? RefusalReason.Halted : RefusalReason.ReduceOnly;
        if (_restsUntil.TryGetValue(path.CooldownKey, out var until) && now < until)
            return RefusalReason.Cooldown;
        foreach (var leg in path.Legs)
        {
            if (_exposed.Contains(leg.Instrument.Symbol.Base) || _exposed.Contains(leg.Instrument.Symbol.Quote))
                return RefusalReason.ResidualOpen;
        }

        foreach (var leg in path.Legs)
        {
            if (OpenOrders(leg.Instrument.Venue) >= settings.MaxOpenOrders)
                return RefusalReason.TooManyOpenOrders;
        }

        return RefusalReason.None;
    }

    /// <summary>Begins a cycle that was judged; false where another has just claimed what it needs.</summary>
    public bool TryOpen(CyclePath path, in Verdict verdict, PathJudge judge, long now)
    {
        var legs = path.From(verdict.Start);
        var plan = new List<PlannedLeg>();
        for (var i = 0; i < legs.Length; i++)
            plan.Add(PlanOf(legs[i], judge.Legs[i], path.InstrumentOf(verdict.Start, i)));
        var first = path.Kind == PathKind.Cross ? plan : plan.Take(1);
        if (!first.All(CanReserve))
            return false;

        var opened = new CycleOpened(
            now,
            _epoch,
            ++_lastCycle,
            path.Kind,
            plan.Select(leg => new RecordedLeg(leg.Traded.Instrument.Venue, leg.Traded.Instrument.Symbol, leg.Side, leg.Quantity, leg.Limit, leg.Average)).ToList(),
            legs[0].Spends,
            legs[^1].Receives,
            Amount.From(new Exact(judge.Cost, PathLeg.AmountDecimals), Rounding.Ceiling),
            Amount.From(new Exact(judge.Net, PathLeg.AmountDecimals), Rounding.Floor))
        { CooldownKey = path.CooldownKey };
        Record(opened);
        _restsUntil[path.CooldownKey] = long.MaxValue;
        var cycle = Book.Open[^1];
        audit.Add(now, "cycle.opened", Name(cycle), $"{cycle.Route}; expected {cycle.ExpectedNet} {cycle.Start} on {cycle.Cost}");
        if (path.Kind == PathKind.Cross)
            SendTogether(cycle, now);
        else
            SendLeg(cycle, 0, plan[0].Quantity, now);
        return true;
    }

    /// <summary>A venue's word on an order.</summary>
    public void OnReply(OrderReply reply, long now)
    {
        if (Book.Find(reply.ClientOrderId) is not { } order)
        {
            audit.Add(now, "order.stranger", reply.ClientOrderId, $"{reply.Kind}: no such order is known");
            if (!reply.Filled.IsZero)
                Restrain(TradingState.Halted, $"a fill was reported for order {reply.ClientOrderId}, which is not known here", "compare balances with the venue, then resume", now);
            return;
        }

        if (!order.CanBecome(reply))
        {
            audit.Add(now, "order.impossible", order.Id, $"{reply.Kind}: {reply.Filled} of {order.Quantity} for {reply.FilledNotional}, fee {reply.Fee} {reply.FeeAsset}");
            Restrain(TradingState.Halted, $"order {order.Id} was reported as filled in a way that cannot be", "compare the order with the venue, then resume", now);
            return;
        }

        if (reply.Filled > order.Filled)
        {
            Record(new OrderAdvanced(now, order.Id, reply.Filled, reply.FilledNotional, reply.Fee, reply.FeeAsset));
            audit.Add(now, "order.filled", order.Id, $"{order.Filled} of {order.Quantity} {order.Instrument.Symbol} for {order.FilledNotional}, fee {order.Fee} {order.FeeAsset}");
            if (!Book.Ledger.Check())
                Restrain(TradingState.Halted, "the ledger's identity does not hold", "find the fault, then resume", now);
        }

        switch (reply.Kind)
        {
            case ReplyKind.Accepted when order.State is OrderState.Sent or OrderState.Unknown:
                order.State = OrderState.Open;
                break;
            case ReplyKind.Ended when !order.IsTerminal:
                EndOrder(order, order.Filled >= order.Quantity ? OrderState.Filled : OrderState.Expired, reply.Note, now);
                break;
            case ReplyKind.Rejected when !order.IsTerminal:
                EndOrder(order, order.Filled.IsZero ? OrderState.Rejected : OrderState.Expired, reply.Note, now);
                break;
            case ReplyKind.NotFound when order.State == OrderState.Unknown && order.Filled.IsZero:
                EndOrder(order, OrderState.NotFound, reply.Note, now);
                break;
        }

        // Said again after the end, it means nothing any more; a fill that is news has opened the cycle again.
        if (order.Cycle.IsOpen)
            GoOn(order.Cycle, now);
    }

    /// <summary>Time passed: orders that nobody answered become unknown and are looked up; recovery tries again.</summary>
    public void OnTimer(long now)
    {
        for (var i = Book.Open.Count - 1; i >= 0; i--)
        {
            var cycle = Book.Open[i];
            foreach (var order in cycle.Orders)
                Chase(order, now);
            GoOn(cycle, now);
        }

        Watch(now);
    }

    /// <summary>After a restart: whatever was open is unknown until its venue was asked, and no cycle goes on with new legs.</summary>
    public void Settle(long now)
    {
        foreach (var cycle in Book.Open.ToList())
        {
            cycle.WasInterrupted = true;
            foreach (var order in cycle.Orders.Where(order => !order.IsTerminal))
            {
                order.State = OrderState.Unknown;
                order.AskAgainAt = now;
            }

            audit.Add(now, "cycle.interrupted", Name(cycle), $"{cycle.Orders.Count(order => !order.IsTerminal)} orders to be looked up");
        }

        OnTimer(now);
    }

    /// <summary>Orders are numbered with this epoch from now on: the lease's, which no other holder ever has.</summary>
    public void Fence(long lease) => _epoch = Math.Max(_epoch, lease);

    /// <summary>The run ends: nothing new is begun. Not journalled, for the next run is not stopped by it.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Stops, restrains or resumes; journalled, so that a restart does not resume by itself.</summary>
    public void Restrain(TradingState state, string reason, string resumes, long now)
    {
        if (Book.Trading == state && Book.TradingReason == reason)
            return;
        Record(new TradingChanged(now, state, reason, resumes));
        audit.Add(now, "trading", state.ToString(), reason);
    }

    private static string Name(Cycle cycle) => $"{cycle.Epoch}-{cycle.Id}";

    private static PlannedLeg PlanOf(PathLeg leg, in SizedLeg sized, TradedInstrument traded)
    {
        var quantity = Quantity.FromUnits(sized.Quantity, leg.Ladder.QuantityDecimals);
        var notional = new Exact(sized.Notional, leg.Ladder.NotionalDecimals);
        var average = new Price(notional.Divide(quantity.Value, leg.Ladder.PriceDecimals, Rounding.HalfEven));
        return new PlannedLeg(traded, leg.Side, quantity, Price.FromUnits(sized.Limit, leg.Ladder.PriceDecimals), average);
    }

    private void Record(JournalRecord record)
    {
        log.Append(record);
        Book.Apply(record);
    }

    private bool CanReserve(PlannedLeg leg)
    {
        var instrument = leg.Traded.Instrument;
        return Book.Ledger.Free(instrument.Venue, SpentBy(instrument, leg.Side)) >= Order.WorstCostOf(instrument, leg.Side, leg.Quantity, leg.Limit);
    }

    private static Asset SpentBy(Instrument instrument, Side side) => side == Side.Buy ? instrument.Symbol.Quote : instrument.Symbol.Base;

    private int OpenOrders(Venue venue)
    {
        var open = 0;
        foreach (var cycle in Book.Open)
        {
            foreach (var order in cycle.Orders)
            {
                if (!order.IsTerminal && order.Instrument.Venue == venue)
                    open++;
            }
        }

        return open;
    }

    /// <summary>Both intents are journalled, and both balances claimed, before the first of the two orders leaves.</summary>
    private void SendTogether(Cycle cycle, long now)
    {
        var orders = new List<Order>();
        for (var leg = 0; leg < cycle.Plan.Count; leg++)
            orders.Add(Intend(cycle, leg, OrderPurpose.Entry, cycle.Plan[leg].Traded, cycle.Plan[leg].Side, cycle.Plan[leg].Quantity, cycle.Plan[leg].Limit, now));
        foreach (var order in orders)
            gateway.Send(order);
    }

    private void SendLeg(Cycle cycle, int leg, Quantity quantity, long now)
    {
        var plan = cycle.Plan[leg];
        gateway.Send(Intend(cycle, leg, OrderPurpose.Entry, plan.Traded, plan.Side, quantity, plan.Limit, now));
    }

    private Order Intend(Cycle cycle, int leg, OrderPurpose purpose, TradedInstrument traded, Side side, Quantity quantity, Price limit, long now)
    {
        // A recovery of an earlier run's cycle is numbered in its own run and behind its orders: never used before.
        var id = ClientOrderIds.Create(_epoch, cycle.Epoch == _epoch ? cycle.Id : ++_lastCycle, cycle.Orders.Count + 1);
        var worst = Order.WorstCostOf(traded.Instrument, side, quantity, limit);
        if (Book.Ledger.Free(traded.Instrument.Venue, SpentBy(traded.Instrument, side)) < worst)
            throw new LedgerBrokenException($"Order {id} would spend {worst} {SpentBy(traded.Instrument, side)} at {traded.Instrument.Venue}, and less is free.");
        if (Book.Find(id) is not null)
            throw new LedgerBrokenException($"The client order id {id} would be used twice.");
        Record(new OrderIntended(now, id, cycle.Epoch, cycle.Id, leg, purpose, traded.Instrument.Venue, traded.Instrument.Symbol, side, quantity, limit));
        audit.Add(now, "order.sent", id, $"{purpose} {traded.Instrument.Venue} {side} {quantity} {traded.Instrument.Symbol} limit {limit}");
        return Book.Find(id)!;
    }

    private void EndOrder(Order order, OrderState state, string note, long now)
    {
        Record(new OrderEnded(now, order.Id, state, note));
        audit.Add(now, "order.ended", order.Id, note.Length == 0 ? state.ToString() : $"{state}: {note}");
        audit.OnOrder(order);
    }

    private void Chase(Order order, long now)
    {
        if (order.IsTerminal)
            return;
        if (order.State != OrderState.Unknown && now - order.SentAt >= settings.AnswerDeadline)
        {
            order.State = OrderState.Unknown;
            order.AskAgainAt = now;
            audit.Add(now, "order.unknown", order.Id, "no answer in time; looked up, never sent again");
        }

        if (order.State != OrderState.Unknown || now < order.AskAgainAt)
            return;
        order.AskAgainAt = now + settings.LookUpInterval;
        gateway.LookUp(order);
    }

    /// <summary>What follows from where a cycle stands: the next leg, a recovery, or its end.</summary>
    private void GoOn(Cycle cycle, long now)
    {
        if (cycle.HasOpenOrders)
        {
            Expose();
            return;
        }

        // Halted, or without the lease, nothing is sent; what was under way is closed, not carried on, once something may be again.
        cycle.WasInterrupted |= Book.Trading == TradingState.Halted || !MaySend;
        if (cycle.Outcome == CycleOutcome.Working && cycle.Kind == PathKind.Triangular && TrySendNextLeg(cycle, now))
            return;
        Recover(cycle, now);
        Expose();
    }

    private bool TrySendNextLeg(Cycle cycle, long now)
    {
        var next = cycle.Orders.Count;
        if (cycle.WasInterrupted || next == 0 || next >= cycle.Plan.Count || cycle.Orders[^1].Filled.IsZero)
            return false;
        var plan = cycle.Plan[next];
        var instrument = plan.Traded.Instrument;
        var spends = SpentBy(instrument, plan.Side);
        var quantity = Shrink(plan, cycle.Change(spends), Book.Ledger.Free(instrument.Venue, spends));
        if (quantity.IsZero || quantity < instrument.MinQuantity || plan.Limit * quantity < instrument.MinNotional)
            return false;
        SendLeg(cycle, next, quantity, now);
        return true;
    }

    /// <summary>
    /// No more than was planned, no more than the leg before yielded at the price that was judged, and no more than the wallet
    /// pays for at the limit.
    /// </summary>
    private static Quantity Shrink(PlannedLeg plan, Amount yielded, Amount free)
    {
        if (yielded.Sign <= 0)
            return Quantity.Zero;
        var instrument = plan.Traded.Instrument;
        Exact most;
        if (plan.Side == Side.Sell)
        {
            most = Amount.Min(yielded, Amount.Max(free, Amount.Zero)).Value;
        }
        else
        {
            var fee = instrument.Fees.PaidIn == FeeAsset.Quote ? new Exact(Bps.OneInRateUnits + instrument.Fees.Taker.RateUnits, 8) : Exact.One;
            var atAverage = yielded.Value.Divide((plan.Average.Value * fee).Round(18, Rounding.Ceiling), 12, Rounding.Floor);
            var atLimit = free.Value.Divide((plan.Limit.Value * fee).Round(18, Rounding.Ceiling), 12, Rounding.Floor);
            most = atAverage < atLimit ? atAverage : atLimit;
        }

        if (most > plan.Quantity.Value)
            most = plan.Quantity.Value;
        return new Quantity(most.ToMultipleOf(instrument.Lot.IsZero ? new Exact(1, 8) : instrument.Lot.Value, Rounding.Floor));
    }

    /// <summary>Closes what is open, or ends the cycle where nothing that can be traded is.</summary>
    private void Recover(Cycle cycle, long now)
    {
        var waits = false;
        foreach (var asset in cycle.Passed)
        {
            var change = cycle.Change(asset);
            if (change.Sign == 0)
                continue;
            var recovery = Recovery.For(cycle, asset, change, BoundOf(cycle), Book.Ledger);
            if (recovery.Step == RecoveryStep.TooSmall)
                continue;
            waits = true;
            BeginRecovery(cycle, asset, change, now);
            if (recovery.Step == RecoveryStep.Send && now >= cycle.NextAttemptAt && Book.Trading != TradingState.Halted && MaySend)
                SendRecovery(cycle, recovery, now);
        }

        if (!waits)
            Close(cycle, now);
    }

    private Bps BoundOf(Cycle cycle)
    {
        var bound = settings.RecoveryBound.RateUnits << Math.Min(cycle.RecoveryAttempts, 10);
        return Bps.FromRateUnits(Math.Min(bound, settings.MaxRecoveryBound.RateUnits));
    }

    private void BeginRecovery(Cycle cycle, Asset asset, Amount change, long now)
    {
        if (cycle.RecoveringSince == 0)
        {
            cycle.RecoveringSince = now;
            audit.Add(now, "residual.opened", Name(cycle), $"{change} {asset}");
        }

        cycle.Outcome = CycleOutcome.Recovering;
    }

    private void SendRecovery(Cycle cycle, Recovery recovery, long now)
    {
        cycle.RecoveryAttempts++;
        cycle.NextAttemptAt = now + settings.RecoveryInterval;
        gateway.Send(Intend(cycle, recovery.Leg, recovery.Purpose, recovery.Traded, recovery.Side, recovery.Quantity, recovery.Limit, now));
    }

    private void Close(Cycle cycle, long now)
    {
        var realised = cycle.Change(cycle.Start);
        if (cycle.End != cycle.Start)
            realised += InStart(cycle, cycle.Change(cycle.End));
        var before = cycle.Closing?.NetInDollars ?? Amount.Zero;
        Record(new CycleClosed(now, cycle.Epoch, cycle.Id, OutcomeOf(cycle), realised, InDollars(realised, cycle.Start), InDollars(cycle.ExpectedNet, cycle.Start)));
        var rest = cycle.Kind == PathKind.Cross ? settings.CrossCooldown : settings.TriangularCooldown;
        _restsUntil[cycle.CooldownKey] = now + rest;
        audit.Add(now, "cycle.closed", Name(cycle), $"{cycle.Outcome}: {realised} {cycle.Start}, expected {cycle.ExpectedNet}");
        audit.OnCycle(cycle, InDollars(realised, cycle.Start) - before);
    }

    private static CycleOutcome OutcomeOf(Cycle cycle)
    {
        if (!cycle.HasFills)
            return CycleOutcome.Missed;
        if (cycle.Orders.Any(order => order.Purpose == OrderPurpose.Unwind && !order.Filled.IsZero))
            return CycleOutcome.Unwound;
        if (cycle.Orders.Any(order => order.Purpose == OrderPurpose.Complete && !order.Filled.IsZero))
            return CycleOutcome.Recovered;
        var legs = cycle.Orders.Count(order => order.Purpose == OrderPurpose.Entry && !order.Filled.IsZero);
        return legs == cycle.Plan.Count ? CycleOutcome.Completed : CycleOutcome.Held;
    }

    /// <summary>Where the basis is not known just now the dollars are counted at par, which the figures are rounded down for.</summary>
    private Amount InStart(Cycle cycle, Amount end)
    {
        if (rates.Between(cycle.End, cycle.Start).Current is not { } conversion)
            return end;
        var units = conversion.Apply(Int128.Abs(end.Units));
        return Amount.FromUnits(end.Sign < 0 ? -units : units);
    }

    private Amount InDollars(Amount amount, Asset asset)
        => rates.InDollars(asset) is { } price ? Amount.From(amount.Value * price.Value, Rounding.Floor) : Amount.Zero;

    /// <summary>Which assets something is open in: a leg that is left over, or an order that nobody knows the end of (lesson L08).</summary>
    private void Expose()
    {
        _exposed.Clear();
        foreach (var cycle in Book.Open)
        {
            if (cycle.Outcome != CycleOutcome.Recovering && !cycle.WasInterrupted && !cycle.Orders.Any(order => order.State == OrderState.Unknown))
                continue;
            foreach (var asset in cycle.Passed)
                _exposed.Add(asset);
        }
    }

    /// <summary>What is open past its deadline restrains trading until it is closed.</summary>
    private void Watch(long now)
    {
        const string reason = "a residual is open past its deadline";
        var late = Book.Open.Any(cycle => cycle.RecoveringSince > 0 && now - cycle.RecoveringSince > settings.RecoveryDeadline);
        if (late && Book.Trading == TradingState.Active)
            Restrain(TradingState.ReduceOnly, reason, "by itself, when it is closed", now);
        else if (!late && Book.Trading == TradingState.ReduceOnly && Book.TradingReason == reason)
            Restrain(TradingState.Active, "", "", now);
    }
}

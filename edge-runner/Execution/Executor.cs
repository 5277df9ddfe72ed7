using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// Trades cycles: reserves, journals, then sends; follows every order to its proven end; shrinks later legs to what was filled;
/// closes what a leg left open before anything new starts on those assets. Deterministic: it acts only on what it is handed.
/// </summary>
public sealed class Executor : ITradeGate
{
    private readonly OrderDesk _desk;
    private readonly Recoverer _recoverer;
    private readonly ResidualSweep _sweep;
    private readonly ResidualWatch _watch;
    private readonly OverdraftWatch _overdraft;
    private readonly CycleCloser _closer;
    private readonly IAudit _audit;
    private readonly ExecutionSettings _settings;
    private readonly Dictionary<int, long> _restsUntil = [];
    private readonly Dictionary<int, int> _paces = [];
    private readonly HashSet<Asset> _exposed = [];
    private bool _stopping;

    public Executor(
        TradeBook book,
        IReadOnlyList<TradedInstrument> instruments,
        IReadOnlySet<Asset> dollars,
        IExecutionLog log,
        IOrderGateway gateway,
        IRates rates,
        IAudit audit,
        ExecutionSettings settings,
        long epoch)
    {
        Book = book;
        _audit = audit;
        _settings = settings;
        _desk = new OrderDesk(book, log, gateway, audit, settings, epoch);
        var planner = new RecoveryPlanner(instruments, book.Ledger, rates, settings.MaxHeld);
        _recoverer = new Recoverer(_desk, planner, audit, settings);
        _sweep = new ResidualSweep(_desk, planner, dollars, settings);
        _watch = new ResidualWatch(book, rates, settings);
        _overdraft = new OverdraftWatch(book);
        _closer = new CycleCloser(_desk, rates, audit);
        Commanded = new CommandedTrades(_desk, instruments, rates, audit, settings.Commanded);
    }

    public TradeBook Book { get; }

    /// <summary>What the slow side has bought and sold.</summary>
    public CommandedTrades Commanded { get; }

    /// <summary>Assets that something was left open in: nothing new is begun on them (lesson L31).</summary>
    public IReadOnlySet<Asset> Exposed => _exposed;

    /// <summary>Whether orders may leave: only under the lease, where there is one (lesson L35).</summary>
    public bool HoldsLease
    {
        get => _desk.HoldsLease;
        set => _desk.HoldsLease = value;
    }

    /// <summary>What orders are numbered with.</summary>
    public long Epoch => _desk.Epoch;

    /// <summary>The lease was got under this epoch: it numbers every order from now on.</summary>
    public void Fence(long lease) => _desk.Fence(lease);

    /// <summary>What is left over now, oldest first.</summary>
    public IEnumerable<ResidualExposure> Residuals => _watch.Exposures();

    public RefusalReason Check(CyclePath path, long now)
    {
        if (_stopping)
            return RefusalReason.ReduceOnly;
        if (Book.IsUnsettled)
            return RefusalReason.Unsettled;
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
            if (_desk.OpenOrders(leg.Instrument.Venue) >= _settings.MaxOpenOrders)
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
        var together = path.Kind == PathKind.Cross || GoesTogether(plan);
        var leaving = together ? plan : plan.Take(1);
        if (!leaving.All(_desk.CanReserve))
            return false;

        _desk.Record(new CycleOpened(
            now,
            _desk.Epoch,
            _desk.NextCycle(),
            path.Kind,
            plan.Select(leg => new RecordedLeg(leg.Traded.Instrument.Venue, leg.Traded.Instrument.Symbol, leg.Side, leg.Quantity, leg.Limit, leg.Average)).ToList(),
            legs[0].Spends,
            legs[^1].Receives,
            Amount.From(new Exact(judge.Cost, PathLeg.AmountDecimals), Rounding.Ceiling),
            Amount.From(new Exact(judge.Net + judge.RebalanceShare, PathLeg.AmountDecimals), Rounding.Floor))
        { CooldownKey = path.CooldownKey });
        _restsUntil[path.CooldownKey] = long.MaxValue;
        _paces[path.CooldownKey] = path.PaceFactor;
        var cycle = Book.Open[^1];
        _audit.Add(now, "cycle.opened", cycle.Name, $"{cycle.Route}; expected {cycle.ExpectedNet} {cycle.Start} on {cycle.Cost}");
        if (together)
            _desk.SendTogether(cycle, now);
        else
            _desk.SendLeg(cycle, 0, plan[0].Quantity, now);
        return true;
    }

    /// <summary>A venue's word on an order.</summary>
    public void OnReply(OrderReply reply, long now)
    {
        if (Book.Find(reply.ClientOrderId) is not { } order)
        {
            _audit.Add(now, "order.stranger", reply.ClientOrderId, $"{reply.Kind}: no such order is known");
            if (!reply.Filled.IsZero)
                Restrain(TradingState.Halted, $"a fill was reported for order {reply.ClientOrderId}, which is not known here", "compare balances with the venue, then resume", now);
            return;
        }

        if (!order.CanBecome(reply))
        {
            _audit.Add(now, "order.impossible", order.Id, $"{reply.Kind}: {reply.Filled} of {order.Quantity} for {reply.FilledNotional}, fee {reply.Fee} {reply.FeeAsset}");
            Restrain(TradingState.Halted, $"order {order.Id} was reported as filled in a way that cannot be", "compare the order with the venue, then resume", now);
            return;
        }

        if (reply.Filled > order.Filled)
            Advance(order, reply, now);
        switch (reply.Kind)
        {
            case ReplyKind.Accepted or ReplyKind.Progress when !order.IsTerminal:
                _desk.OnStillOpen(order, now);
                break;
            case ReplyKind.Ended when !order.IsTerminal:
                _desk.End(order, order.Filled >= order.Quantity ? OrderState.Filled : OrderState.Expired, reply.Note, now);
                break;
            case ReplyKind.Rejected when !order.IsTerminal:
                _desk.End(order, order.Filled.IsZero ? OrderState.Rejected : OrderState.Expired, reply.Note, now, reply.IsKeptBack);
                break;
            case ReplyKind.NotFound:
                _desk.OnNotFound(order, reply.Note, now);
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
                _desk.Chase(order, now);
            GoOn(cycle, now);
        }

        Commanded.OnTimer(now);
        if (_sweep.TryOpen(now) is { } gathered)
        {
            _audit.Add(now, "cycle.opened", gathered.Name, gathered.Route);
            GoOn(gathered, now);
        }

        if ((_overdraft.Restraint(now) ?? _watch.Restraint(now)) is { } restraint)
            Restrain(restraint.State, restraint.Reason, restraint.Resumes, now);
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

            _audit.Add(now, "cycle.interrupted", cycle.Name, $"{cycle.Orders.Count(order => !order.IsTerminal)} orders to be looked up");
        }

        OnTimer(now);
    }

    /// <summary>What the venues say instead of a journal; journalled, so that the next start goes on from it.</summary>
    public void Adopt(Adopted adopted) => _desk.Record(adopted);

    /// <summary>The run ends: nothing new is begun. Not journalled, for the next run is not stopped by it.</summary>
    public void Stop() => _stopping = Commanded.IsStopping = true;

    /// <summary>Whether anything is open that the end of the run waits for: a trade on command goes on in the next run.</summary>
    public bool HasOpenWork => Book.Open.Any(cycle => cycle.Kind != PathKind.Commanded || cycle.HasOpenOrders);

    /// <summary>Journals what the slow side asked for, and applies it: the same door as everything else.</summary>
    public void Record(JournalRecord record, long now)
    {
        _desk.Record(record);
        CheckLedger(now);
    }

    /// <summary>Stops, restrains or resumes; journalled, so that a restart does not resume by itself.</summary>
    public void Restrain(TradingState state, string reason, string resumes, long now)
    {
        if (Book.Trading == state && Book.TradingReason == reason)
            return;
        _desk.Record(new TradingChanged(now, state, reason, resumes));
        _audit.Add(now, "trading", state.ToString(), reason);
    }

    private static PlannedLeg PlanOf(PathLeg leg, in SizedLeg sized, TradedInstrument traded)
    {
        var quantity = Quantity.FromUnits(sized.Quantity, leg.Ladder.QuantityDecimals);
        var notional = new Exact(sized.Notional, leg.Ladder.NotionalDecimals);
        var average = new Price(notional.Divide(quantity.Value, leg.Ladder.PriceDecimals, Rounding.HalfEven));
        return new PlannedLeg(traded, leg.Side, quantity, Price.FromUnits(sized.Limit, leg.Ladder.PriceDecimals), average);
    }

    /// <summary>Where the inventory allows it, no leg waits for the one before it.</summary>
    private bool GoesTogether(List<PlannedLeg> plan)
    {
        var venue = plan[0].Traded.Instrument.Venue;
        return _settings.TriangularAtOnce
            && _desk.OpenOrders(venue) + plan.Count <= _settings.MaxOpenOrders
            && plan.All(_desk.CanReserve);
    }

    private void Advance(Order order, OrderReply reply, long now)
    {
        _desk.Record(new OrderAdvanced(now, order.Id, reply.Filled, reply.FilledNotional, reply.Fee, reply.FeeAsset));
        _audit.Add(now, "order.filled", order.Id, $"{order.Filled} of {order.Quantity} {order.Instrument.Symbol} for {order.FilledNotional}, fee {order.Fee} {order.FeeAsset}");
        CheckLedger(now);
    }

    private void CheckLedger(long now)
    {
        if (!Book.Ledger.Check())
            Restrain(TradingState.Halted, "the ledger's identity does not hold", "find the fault, then resume", now);
        else if (_overdraft.Restraint(now) is { } restraint)
            Restrain(restraint.State, restraint.Reason, restraint.Resumes, now);
    }

    /// <summary>What follows from where a cycle stands: the next leg, a recovery, or its end.</summary>
    private void GoOn(Cycle cycle, long now)
    {
        if (cycle.Kind == PathKind.Commanded)
            Commanded.GoOn(cycle, now);
        if (cycle.HasOpenOrders || cycle.Kind == PathKind.Commanded)
        {
            Expose();
            return;
        }

        // While nothing may be sent, what was under way is not carried on: it is closed, once sending is allowed again.
        cycle.WasInterrupted |= !_desk.MaySend;
        if (cycle.Outcome == CycleOutcome.Working && cycle.Kind == PathKind.Triangular && TrySendNextLeg(cycle, now))
            return;
        if (!_recoverer.Recover(cycle, now))
        {
            _closer.Close(cycle, now);
            _restsUntil[cycle.CooldownKey] = now + ((cycle.Kind == PathKind.Cross ? _settings.CrossCooldown : _settings.TriangularCooldown) * _paces.GetValueOrDefault(cycle.CooldownKey, 1));
        }

        Expose();
    }

    private bool TrySendNextLeg(Cycle cycle, long now)
    {
        var next = cycle.Orders.Count;
        if (cycle.WasInterrupted || next == 0 || next >= cycle.Plan.Count || cycle.Orders[^1].Filled.IsZero)
            return false;
        var plan = cycle.Plan[next];
        var instrument = plan.Traded.Instrument;
        var spends = OrderDesk.SpentBy(instrument, plan.Side);
        var quantity = NextLeg.Shrink(plan, cycle.Change(spends), Book.Ledger.Free(instrument.Venue, spends));
        if (!OrderSizing.IsTradeable(instrument, quantity, plan.Limit))
            return false;
        _desk.SendLeg(cycle, next, quantity, now);
        return true;
    }

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
}

using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// The state of trading, as a fold over the journal's records: ledger, orders, cycles, residuals, totals. It changes by
/// <see cref="Apply"/> alone, in live and after a restart alike. What was journalled has happened, so it is applied whatever is
/// configured by now; what must not happen is refused before it is journalled.
/// </summary>
public sealed class TradeBook(IReadOnlyList<TradedInstrument> instruments, IReadOnlySet<Asset> dollars)
{
    private const int ClosedKept = 256;
    private const int ClosedKeptOverRestarts = 64;

    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Epoch, long Id), Cycle> _cycles = [];
    private readonly List<Cycle> _open = [];
    private readonly Queue<Cycle> _closed = new();
    private readonly ResidualLedger _residuals = new();
    private readonly KnownInstruments _instruments = new(instruments);
    private bool _booksFills = true;

    public MoneyLedger Ledger { get; } = new();

    /// <summary>What the slow side has claimed, set and asked.</summary>
    public TreasuryBook Treasury { get; } = new();

    public Totals Totals { get; private set; } = Totals.None;

    /// <summary>What the kill switch and the stop-PnL judge by.</summary>
    public RiskTally Risk { get; private set; } = RiskTally.None;

    /// <summary>What allowances are counted by.</summary>
    public TradedVolumes Volumes { get; } = new();

    public SentNotionals Sent { get; } = new();

    /// <summary>What smart balancing goes by.</summary>
    public OpportunityCounts Opportunities { get; } = new();

    public TradingState Trading { get; private set; }

    public string TradingReason { get; private set; } = "";

    /// <summary>How it starts again, for a person.</summary>
    public string TradingResumes { get; private set; } = "";

    public long TradingSince { get; private set; }

    /// <summary>Cycles with something open, oldest first.</summary>
    public IReadOnlyList<Cycle> Open => _open;

    /// <summary>The newest closed cycles.</summary>
    public IEnumerable<Cycle> Closed => _closed;

    /// <summary>What stayed because it is too small to trade (lesson L04), by place; negative where too much was sold.</summary>
    public IEnumerable<(Place Place, Asset Asset, Amount Amount)> Residuals => _residuals.All;

    /// <summary>No journal tells what came before, and the venues have not been asked yet: nothing may be traded.</summary>
    public bool IsUnsettled { get; private set; }

    public Order? Find(string orderId) => _orders.GetValueOrDefault(orderId);

    /// <exception cref="LedgerBrokenException">The record uses a client order id for a second time.</exception>
    /// <exception cref="InvalidDataException">It speaks of an order or cycle that is not there.</exception>
    public void Apply(JournalRecord record)
    {
        switch (record)
        {
            case Deposited deposited:
                Ledger.Deposit(new Place(deposited.Place), deposited.Asset, deposited.Amount);
                break;
            case RoundingBooked rounding:
                Ledger.Restore(new Place(rounding.Place), rounding.Asset, rounding.Amount);
                break;
            case CycleOpened opened:
                Begin(opened);
                break;
            case OrderIntended intended:
                Intend(intended);
                break;
            case OrderAdvanced advanced:
                Advance(advanced);
                break;
            case OrderEnded ended:
                End(ended);
                break;
            case CycleClosed closed:
                Close(closed);
                break;
            case DayBegan began:
                Risk = Risk.With(began);
                break;
            case Adopted adopted:
                Adopt(adopted);
                break;
            case TradingChanged changed:
                Risk = Risk.With(changed, Trading, TradingReason);
                (Trading, TradingReason, TradingResumes, TradingSince) = (changed.State, changed.Reason, changed.Resumes, changed.Time);
                break;
            case CommandTaken taken:
                Treasury.Apply(taken, Ledger);
                break;
            case CommandAnswered answered:
                Treasury.Apply(answered);
                break;
            case ReservationExpired expired:
                Treasury.Free(expired.Reservation, Ledger);
                break;
        }
    }

    /// <summary>As the next segment begins.</summary>
    public Checkpoint ToCheckpoint() => new(
        Ledger.Balances.Select(b => new RecordedBalance(b.Place.Name, b.Asset, b.Balance.Total)).ToList(),
        _residuals.ToRecords(),
        Totals,
        Trading,
        TradingReason,
        TradingResumes,
        TradingSince,
        _open.SelectMany(cycle => cycle.ToRecords()).ToList())
    {
        Risk = Risk,
        Treasury = Treasury.ToCheckpoint(),
        Closed = _closed.TakeLast(ClosedKeptOverRestarts).SelectMany(cycle => cycle.ToRecords().Append(cycle.Closing!)).ToList(),
        Volumes = Volumes.ToRecords() is { Count: > 0 } volumes ? volumes : null,
        Sent = Sent.ToRecords() is { Count: > 0 } sent ? sent : null,
        Opportunities = Opportunities.ToRecords() is { Count: > 0 } counts ? counts : null,
        IsUnsettled = IsUnsettled,
    };

    public void Restore(Checkpoint checkpoint)
    {
        foreach (var balance in checkpoint.Balances)
            Ledger.Restore(new Place(balance.Place), balance.Asset, balance.Amount);
        _residuals.Restore(checkpoint.Residuals);
        Totals = checkpoint.Totals;
        Risk = checkpoint.Risk ?? RiskTally.None;
        (Trading, TradingReason, TradingResumes, TradingSince) = (checkpoint.Trading, checkpoint.TradingReason, checkpoint.TradingResumes, checkpoint.TradingSince);

        Volumes.Restore(checkpoint.Volumes ?? []);
        Sent.Restore(checkpoint.Sent ?? []);
        Opportunities.Restore(checkpoint.Opportunities ?? []);
        if (checkpoint.Treasury is { } treasury)
            Treasury.Restore(treasury, Ledger);
        IsUnsettled = checkpoint.IsUnsettled;
        Recall(checkpoint.Closed.Concat(checkpoint.Open));
    }

    /// <summary>Instead of whatever was expected at the venues, to the last digit.</summary>
    private void Adopt(Adopted adopted)
    {
        if (adopted.Copy is { } copy)
        {
            AdoptOver(copy, adopted);
            return;
        }

        var expected = Ledger.Balances.Where(balance => balance.Place.Kind == PlaceKind.Trading).Select(balance => (balance.Place, balance.Asset, balance.Balance.Total)).ToList();
        foreach (var (place, asset, total) in expected)
            Ledger.Restore(place, asset, -total);
        foreach (var balance in adopted.Balances)
            Ledger.Restore(new Place(balance.Place), balance.Asset, balance.Amount);
        IsUnsettled = false;
        Recall(adopted.Orders);

        // No venue says here when they were filled: an allowance is used up too early rather than too late.
        foreach (var order in _open.SelectMany(cycle => cycle.Orders))
        {
            Volumes.Add(adopted.Time, order.Instrument.Venue, order.Instrument.Symbol.Quote, Amount.From(order.FilledNotional));
            Sent.Add(order);
        }
    }

    /// <summary>
    /// What had left the machine, what the venues' orders came to since, and then the venues' own balances: at every other place nobody
    /// knows better than the facts. What of a reservation is missing at its venue has been withdrawn, and its move is booked when it is told.
    /// </summary>
    private void AdoptOver(Checkpoint copy, Adopted adopted)
    {
        var own = new TradingChanged(TradingSince, Trading, TradingReason, TradingResumes);
        foreach (var (place, asset, balance) in Ledger.Balances.ToList())
            Ledger.Restore(place, asset, -balance.Total);
        Restore(copy with { IsUnsettled = false });

        // Stopped before it was settled, it stays so.
        if (own.State != TradingState.Active)
            (Trading, TradingReason, TradingResumes, TradingSince) = (own.State, own.Reason, own.Resumes, own.Time);
        foreach (var record in adopted.Orders)
            Apply(record);
        var told = adopted.Balances.ToDictionary(balance => (new Place(balance.Place), balance.Asset), balance => balance.Amount);
        var expected = Ledger.Balances.Where(balance => balance.Place.Kind == PlaceKind.Trading).ToDictionary(balance => (balance.Place, balance.Asset), balance => balance.Balance.Total);
        foreach (var (place, asset) in told.Keys.Union(expected.Keys))
        {
            var missing = expected.GetValueOrDefault((place, asset)) - told.GetValueOrDefault((place, asset));
            Ledger.Restore(place, asset, -(missing - Amount.Min(Amount.Max(missing, Amount.Zero), Treasury.MayHaveLeft(place, asset))));
        }
    }

    /// <summary>The balances already hold what these filled.</summary>
    private void Recall(IEnumerable<JournalRecord> records)
    {
        _booksFills = false;
        foreach (var record in records)
            Apply(record);
        _booksFills = true;

        // They hold as free, too, what orders claim that may still be filled.
        foreach (var order in _open.SelectMany(cycle => cycle.Orders).Where(order => !order.IsTerminal))
            Claim(order, order.WorstCost - Amount.Min(order.Spent, order.WorstCost));
    }

    /// <summary>What is open can only be closed on instruments that are still configured.</summary>
    /// <exception cref="InvalidDataException">Something is open on one that is not.</exception>
    public void RequireListed()
    {
        var missing = _open.SelectMany(cycle => cycle.Plan).FirstOrDefault(leg => !_instruments.IsListed(leg.Traded));
        if (missing is not null)
            throw new InvalidDataException($"A cycle is open on {missing.Traded}, which is not configured or listed any more; put it back until what is open there is settled.");
    }

    private void Begin(CycleOpened opened)
    {
        var plan = opened.Legs.Select(leg => new PlannedLeg(_instruments.Of(leg.Venue, leg.Symbol), leg.Side, leg.Quantity, leg.Limit, leg.Average)).ToList();
        var cycle = new Cycle(opened, plan, dollars);
        if (_booksFills)
        {
            Opportunities.Add(opened);
            _residuals.HandOver(cycle);
        }

        _cycles.Add((cycle.Epoch, cycle.Id), cycle);
        _open.Add(cycle);
    }

    private Cycle CycleOf(long epoch, long id)
        => _cycles.GetValueOrDefault((epoch, id)) ?? throw new InvalidDataException($"The journal speaks of cycle {epoch}-{id}, which it never opened.");

    private Order OrderOf(string id)
        => _orders.GetValueOrDefault(id) ?? throw new InvalidDataException($"The journal speaks of order {id}, which it never intended.");

    private void Intend(OrderIntended intended)
    {
        var cycle = CycleOf(intended.Epoch, intended.Cycle);
        var order = new Order(intended.Id, cycle, intended.Leg, intended.Purpose, _instruments.Of(intended.Venue, intended.Symbol), intended.Side, intended.Quantity, intended.Limit, intended.Time)
        {
            Reservation = intended.Reservation,
            TimeInForce = intended.Lives ?? TimeInForce.ImmediateOrCancel,
        };
        if (!_orders.TryAdd(order.Id, order))
            throw new LedgerBrokenException($"The client order id {order.Id} would be used twice.");
        cycle.Add(order);
        if (!_booksFills)
            return;
        Sent.Add(order);
        var drawn = order.Reservation is { } reservation ? Treasury.Draw(reservation, order.WorstCost) : Amount.Zero;
        Claim(order, order.WorstCost - drawn);
        order.Reserved += drawn;
    }

    /// <summary>All of it, as was made sure of before the intent was journalled; after fees were configured anew, what is there.</summary>
    private void Claim(Order order, Amount amount)
    {
        var free = Ledger.Free(order.Instrument.Venue, order.Spends);
        var claimed = Amount.Min(amount, Amount.Max(free, Amount.Zero));
        if (Ledger.TryReserve(order.Place, order.Spends, claimed))
            order.Reserved = claimed;
    }

    private void Advance(OrderAdvanced advanced)
    {
        var order = OrderOf(advanced.Id);
        if (!order.Cycle.IsOpen && advanced.Filled > order.Filled)
            Reopen(order.Cycle);
        var quantity = Amount.From(order.Filled);
        var notional = Amount.From(order.FilledNotional);
        var fee = order.Fee;
        if (!order.TryAdvance(advanced.Filled, advanced.FilledNotional, advanced.Fee, advanced.FeeAsset))
            return;
        if (!_booksFills)
            return;
        order.Cycle.NoteFill(advanced.Time);
        Volumes.Add(advanced.Time, order.Instrument.Venue, order.Instrument.Symbol.Quote, Amount.From(order.FilledNotional) - notional);
        Book(order, Amount.From(order.Filled) - quantity, Amount.From(order.FilledNotional) - notional, order.Fee - fee);
    }

    private void Book(Order order, Amount quantity, Amount notional, Amount fee)
    {
        var (spent, received) = order.Side == Side.Buy ? (notional, quantity) : (quantity, notional);
        if (order.FeeAsset == order.Receives)
            received -= fee;
        else if (order.FeeAsset == order.Spends)
            spent += fee;
        else if (fee.Sign > 0)
            Ledger.Spend(order.Place, order.FeeAsset, fee, Amount.Zero);
        var reserved = Amount.Min(order.Reserved, spent);
        Ledger.Spend(order.Place, order.Spends, spent, reserved);
        order.Reserved -= reserved;

        // A fee is rounded up: of a very small fill it can be more than the fill yielded.
        if (received.Sign >= 0)
            Ledger.Receive(order.Place, order.Receives, received);
        else
            Ledger.Spend(order.Place, order.Receives, -received, Amount.Zero);
    }

    private void End(OrderEnded ended)
    {
        var order = OrderOf(ended.Id);
        order.State = ended.State;
        order.Note = ended.Note;
        order.DoneAt = ended.Time;
        order.IsKeptBack = ended.IsKeptBack;
        if (ended.IsKeptBack && _booksFills)
            Sent.TakeBack(order);
        if (order.Reserved.Sign > 0 && (order.Reservation is not { } reservation || !Treasury.GiveBack(reservation, order.Reserved)))
            Ledger.Release(order.Place, order.Spends, order.Reserved);
        order.Reserved = Amount.Zero;
    }

    private void Close(CycleClosed closed)
    {
        var cycle = CycleOf(closed.Epoch, closed.Cycle);
        if (!cycle.IsOpen)
            return;
        cycle.Closing = closed;
        cycle.Outcome = closed.Outcome;
        cycle.RealisedNet = closed.RealisedNet;
        cycle.ClosedAt = closed.Time;
        cycle.UnhedgedSince = 0;
        if (_booksFills && cycle.Kind != PathKind.Commanded)
        {
            _residuals.Leave(cycle);
            Totals = Totals.With(closed, cycle.Kind != PathKind.Residual, 1);
            Risk = Risk.With(closed, cycle.Kind != PathKind.Residual);
        }

        _open.Remove(cycle);
        _closed.Enqueue(cycle);
        if (_closed.Count > ClosedKept)
            Forget(_closed.Dequeue());
    }

    /// <summary>
    /// A fill that became known after the end (lesson L01): what the cycle had come to is taken back, and it is open until what
    /// the fill changed is closed. Nothing else journals this, so no crash can come between the fill and it.
    /// </summary>
    private void Reopen(Cycle cycle)
    {
        _residuals.TakeBack(cycle);
        if (cycle.Closing is { } closing && cycle.Kind != PathKind.Commanded)
        {
            Totals = Totals.With(closing, cycle.Kind != PathKind.Residual, -1);
            Risk = Risk.Without(closing, cycle.Kind != PathKind.Residual);
        }

        cycle.Outcome = CycleOutcome.Recovering;
        cycle.WasInterrupted = true;
        _open.Add(cycle);
        var others = _closed.Where(closed => closed != cycle).ToList();
        _closed.Clear();
        others.ForEach(_closed.Enqueue);
    }

    private void Forget(Cycle cycle)
    {
        _cycles.Remove((cycle.Epoch, cycle.Id));
        foreach (var order in cycle.Orders)
            _orders.Remove(order.Id);
    }
}

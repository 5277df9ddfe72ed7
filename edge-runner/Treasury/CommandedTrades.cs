using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Auctions;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>
/// Buys and sells on command (architecture.md, Money in motion): a hop of a conversion, a bot's purchase. Slice by slice, each an
/// order like arbitrage's: claimed, journalled, sent, followed to its proven end. What it has come to is known from its orders alone,
/// so a restart in the middle goes on where it was. A patient one rests limits first. One answer at the end.
/// </summary>
public sealed class CommandedTrades(OrderDesk desk, IReadOnlyList<TradedInstrument> instruments, IRates rates, IAudit audit, CommandedSettings settings)
{
    private const int RateDecimals = 12;

    private readonly Dictionary<string, Look> _looks = new(StringComparer.Ordinal);

    /// <summary>Told of each answer, after it was journalled.</summary>
    public Action<CommandAnswer>? Answered { get; set; }

    /// <summary>The run ends: no slice is begun any more, and the next run goes on.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Where an instrument is watched; null where a command names one that is not.</summary>
    public TradedInstrument? Find(Venue venue, Symbol symbol)
    {
        foreach (var traded in instruments)
        {
            if (traded.Instrument.Venue == venue && traded.Instrument.Symbol == symbol)
                return traded;
        }

        return null;
    }

    /// <summary>Time passed: what waits for its first slice may begin. The others go on as their cycles do.</summary>
    public void OnTimer(long now)
    {
        var trades = desk.Book.Treasury.Trades;
        for (var i = trades.Count - 1; i >= 0; i--)
        {
            if (CycleOf(trades[i].Command) is null)
                Step(trades[i].Command, null, now);
        }
    }

    /// <summary>The next slice, or the end; while an order is open, only one that rests may have to be moved.</summary>
    public void GoOn(Cycle cycle, long now)
    {
        if (cycle.Command is { } command && desk.Book.Treasury.TradeOf(command) is { } trade)
        {
            Step(trade.Command, cycle, now);
            return;
        }

        if (cycle.HasOpenOrders)
            return;

        // Answered before: the end was not journalled any more, or a fill became known after it. The ledger has it, the answer stands.
        if (cycle.Closing is not null)
            audit.Add(now, "command.late", cycle.Name, $"a fill became known after {cycle.Command} was answered");
        Close(cycle, now);
    }

    private Cycle? CycleOf(Trade trade)
    {
        foreach (var cycle in desk.Book.Open)
        {
            if (cycle.Command == trade.Id)
                return cycle;
        }

        return null;
    }

    private void Step(Trade trade, Cycle? cycle, long now)
    {
        if (!desk.HoldsLease)
            return;
        if (!_looks.TryGetValue(trade.Id, out var look))
            _looks.Add(trade.Id, look = new Look());
        var traded = Find(trade.Venue, trade.Symbol);
        var why = traded is null ? "the instrument is not traded any more" : WhyOver(trade, cycle, look, now);
        if (cycle is { HasOpenOrders: true } && (why is not null || IsStopping))
        {
            Withdraw(cycle, look, now);
            return;
        }

        if (traded is not null && why is null && trade.Rests && Rest(trade, ref cycle, traded, look, now))
            return;
        if (cycle is { HasOpenOrders: true })
            return;
        if (traded is null || why is not null)
        {
            FinishOnce(trade, cycle, why ?? "", now);
            return;
        }

        // What is begun goes on while trading is restrained; nothing new begins.
        if (IsStopping || !desk.MaySend || now < NextAt(cycle, look) || (cycle is null && desk.Book.Trading != TradingState.Active))
            return;
        var sums = TradeSums.Of(trade, cycle);
        var wanted = trade.Spend - sums.Spent;
        if (Slice.Of(traded, trade.Side, Amount.Min(wanted, ThereFor(trade)), trade.MaxSlippage, settings.DepthShare) is not { } slice || (slice.Quantity.IsZero && !slice.IsSpent))
        {
            look.InVain++;
            look.NextAt = now + settings.SliceInterval;
            return;
        }

        if (slice.IsSpent)
        {
            var isDone = Slice.Of(traded, trade.Side, wanted, trade.MaxSlippage, settings.DepthShare) is { IsSpent: true };
            FinishOnce(trade, cycle, isDone ? "" : $"no more is {(trade.Reservation is { } id ? $"left of {id}" : "free")}", now);
            return;
        }

        look.InVain = 0;
        cycle ??= Begin(trade, traded, now);
        desk.Send(cycle, 0, OrderPurpose.Commanded, traded, trade.Side, slice.Quantity, slice.Limit, now, trade.Reservation);
    }

    /// <summary>True while its patient part lasts: then nothing else is done about it.</summary>
    private bool Rest(Trade trade, ref Cycle? cycle, TradedInstrument traded, Look look, long now)
    {
        if (look.HasRested)
            return false;
        if (IsStopping || !desk.MaySend || (cycle is null && (desk.Book.Trading != TradingState.Active || !traded.Book.IsUsable)))
            return true;
        cycle ??= Begin(trade, traded, now);
        look.Resting ??= RestingTrade.Of(trade, traded, cycle, now);
        if (cycle.HasOpenOrders && cycle.Orders[^1] is { Rests: false })
            return false;
        switch (look.Resting.Next(cycle, now))
        {
            case AuctionStep.Place place when ThereFor(trade) >= Order.WorstCostOf(traded.Instrument, trade.Side, place.Order.Quantity, place.Order.Price):
                desk.Send(cycle, 0, OrderPurpose.Commanded, traded, trade.Side, place.Order.Quantity, place.Order.Price, now, trade.Reservation, TimeInForce.PostOnly);
                return true;
            case AuctionStep.Cancel:
                desk.Cancel(cycle.Orders[^1], "it rests where the best price is not any more, or its time is over", now);
                return true;
            case AuctionStep.Wait:
                return true;
            default:
                // It is over, or something else has taken what it wanted to spend: what is left is taken as ever.
                look.HasRested = true;
                return false;
        }
    }

    /// <summary>Nothing rests past the end of its trade, or of the run; asked again until the end is proven.</summary>
    private void Withdraw(Cycle cycle, Look look, long now)
    {
        if (cycle.Orders[^1] is not { Rests: true, IsTerminal: false } resting || now < look.NextAt)
            return;
        look.NextAt = now + settings.SliceInterval;
        desk.Cancel(resting, "its trade ends", now);
    }

    /// <summary>Why nothing more is traded, whatever is left; null while it goes on.</summary>
    private string? WhyOver(Trade trade, Cycle? cycle, Look look, long now)
    {
        if (desk.Book.Trading == TradingState.Halted)
            return "trading is halted";
        if (now > TreasuryBook.NanosecondsOf(trade.ValidUntil))
            return "its time was over";
        if (look.InVain >= settings.MostTries)
            return "the book offers nothing within the slippage";
        if (cycle is null)
            return null;
        if (TrailingOf(cycle, order => !order.Rests && order.Filled.IsZero) >= settings.MostTries)
            return $"{settings.MostTries} slices in a row were not filled";
        if (TrailingOf(cycle, order => !order.Rests && order.State == OrderState.Rejected) >= settings.MostRejected)
            return $"the venue refuses it: {cycle.Orders[^1].Note}";
        return cycle.Orders.Count >= settings.MostSlices ? $"{settings.MostSlices} slices were traded" : null;
    }

    private static int TrailingOf(Cycle cycle, Func<Order, bool> isSo) => cycle.Orders.Reverse().TakeWhile(isSo).Count();

    private Amount ThereFor(Trade trade)
        => trade.Reservation is { } reservation
            ? desk.Book.Treasury.LeftOf(reservation)
            : desk.Book.Ledger.Free(trade.Venue, trade.Side == Side.Buy ? trade.Symbol.Quote : trade.Symbol.Base);

    private long NextAt(Cycle? cycle, Look look)
    {
        if (cycle is null || cycle.Orders.Count == 0)
            return look.NextAt;
        var refused = TrailingOf(cycle, order => order.State == OrderState.Rejected);
        var rest = refused == 0 ? settings.SliceInterval : settings.RejectedRest << Math.Min(refused - 1, 6);
        return Math.Max(look.NextAt, cycle.Orders[^1].DoneAt + rest);
    }

    private Cycle Begin(Trade trade, TradedInstrument traded, long now)
    {
        var book = traded.Book;
        var mid = new Price(((book.PriceFrom(book.BidPrice).Value + book.PriceFrom(book.AskPrice).Value) * new Exact(5, 1)).Round(RateDecimals, Rounding.HalfEven));
        var (spends, receives) = trade.Side == Side.Buy ? (trade.Symbol.Quote, trade.Symbol.Base) : (trade.Symbol.Base, trade.Symbol.Quote);
        desk.Record(new CycleOpened(
            now,
            desk.Epoch,
            desk.NextCycle(),
            PathKind.Commanded,
            [new RecordedLeg(trade.Venue, trade.Symbol, trade.Side, Quantity.Zero, Price.Zero, mid)],
            spends,
            receives,
            trade.Spend,
            Amount.Zero)
        { Command = trade.Id });
        var cycle = desk.Book.Open[^1];
        audit.Add(now, "command.begun", trade.Id, $"{cycle.Name}: {cycle.Route} for up to {trade.Spend} {spends}");
        return cycle;
    }

    /// <summary>An order's end is no proof that no fill of it will become known any more, so the answer waits a little.</summary>
    private void FinishOnce(Trade trade, Cycle? cycle, string why, long now)
    {
        foreach (var order in cycle?.Orders ?? [])
        {
            if (order.State is OrderState.Expired or OrderState.NotFound && now < order.DoneAt + settings.LateFills)
                return;
        }

        var sums = TradeSums.Of(trade, cycle);
        var cost = cycle is null ? Amount.Zero : sums.CostAgainst(cycle.Plan[0].Average, trade, rates);
        var answer = new TradeAnswer(
            Treasurer.TimeOf(now), trade.Id, trade.ReplyTo, sums.Spent.Sign > 0, why, sums.Spent, sums.Received, sums.Fee, sums.FeeAsset, cost);

        // The answer first: a trade that is answered is never begun again, and a cycle without one to trade for is closed.
        desk.Record(new CommandAnswered(now, answer));
        _looks.Remove(trade.Id);
        audit.Add(now, "command.traded", trade.Id, $"{sums.Spent} spent, {sums.Received} received, fee {sums.Fee} {sums.FeeAsset}{(why.Length == 0 ? "" : $"; {why}")}");
        if (cycle is not null)
            Close(cycle, now);
        Answered?.Invoke(answer);
    }

    private void Close(Cycle cycle, long now)
    {
        desk.Record(new CycleClosed(now, cycle.Epoch, cycle.Id, cycle.HasFills ? CycleOutcome.Completed : CycleOutcome.Missed, Amount.Zero, Amount.Zero, Amount.Zero));
        audit.Add(now, "cycle.closed", cycle.Name, $"{cycle.Outcome}, on command");
    }

    private sealed class Look
    {
        public int InVain { get; set; }

        public long NextAt { get; set; }

        public RestingTrade? Resting { get; set; }

        public bool HasRested { get; set; }
    }
}

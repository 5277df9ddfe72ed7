using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using static Arbit.Tests.Execution.BookRecords;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>The journal's records, one by one: what each does to the money, to claims, and to what is remembered.</summary>
public sealed class TradeBookTests
{
    private readonly TradingDesk _desk = new();
    private readonly TradeBook _book;

    public TradeBookTests() => _book = Stocked(_desk);

    /// <summary>A purchase of two at 100.5 on alpha (fee on what is received) or beta (fee on top), or a sale of them; filled at 100 each.</summary>
    [Theory]
    [InlineData("alpha", Side.Buy, "0.002", "BTC", "1001.998", "800")]
    [InlineData("beta", Side.Buy, "0.2", "USDT", "1002", "799.8")]
    [InlineData("alpha", Side.Sell, "0.2", "USDT", "998", "1199.8")]
    [InlineData("alpha", Side.Sell, "0.002", "BTC", "997.998", "1200")]
    [InlineData("alpha", Side.Buy, "0.5", "SOL", "1002", "800")]
    [InlineData("alpha", Side.Buy, "3", "BTC", "999", "800")]
    public void A_fill_moves_what_it_took_and_gave_and_the_fee_out_of_the_asset_that_it_was_paid_in(string venue, Side side, string fee, string feeAsset, string bitcoin, string dollars)
    {
        Begin(venue, side);
        _book.Apply(new OrderAdvanced(5, Id, Quantity.Parse("2"), Notional.Parse("200"), Amount(fee), new Asset(feeAsset)));
        _book.Apply(new OrderEnded(6, Id, OrderState.Filled, ""));
        var at = new Place(venue);
        Assert.Equal((Amount(bitcoin), Amount(dollars)), (_book.Ledger.FreeAt(at, Btc), _book.Ledger.FreeAt(at, Usdt)));
        Assert.Equal(feeAsset == "SOL" ? Amount("999.5") : Amount("1000"), _book.Ledger.FreeAt(at, Sol));
        Assert.All(_book.Ledger.Balances, balance => Assert.Equal(Arbit.Money.Amount.Zero, balance.Balance.Reserved));
        Assert.True(_book.Ledger.Check());
    }

    [Fact]
    public void A_claim_shrinks_by_what_was_spent_and_the_rest_is_free_at_the_end()
    {
        Begin("beta", Side.Buy);
        var order = _book.Find(Id)!;
        Assert.Equal(Amount("201.201"), order.Reserved);
        Assert.Equal(Amount("798.799"), _book.Ledger.Free(Beta, Usdt));
        _book.Apply(new OrderAdvanced(5, Id, Quantity.Parse("1"), Notional.Parse("100"), Amount("0.1"), Usdt));
        Assert.Equal((Amount("101.101"), Amount("101.101")), (order.Reserved, _book.Ledger.Reserved(Beta, Usdt)));
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, "over"));
        Assert.Equal((Arbit.Money.Amount.Zero, Amount("899.9")), (order.Reserved, _book.Ledger.Free(Beta, Usdt)));
        Assert.Equal((OrderState.Expired, "over", 6L), (order.State, order.Note, order.DoneAt));

        // A fill that becomes known after the end comes out of what is free.
        _book.Apply(new OrderAdvanced(7, Id, Quantity.Parse("2"), Notional.Parse("200"), Amount("0.2"), Usdt));
        Assert.Equal((Arbit.Money.Amount.Zero, Amount("799.8")), (order.Reserved, _book.Ledger.Free(Beta, Usdt)));
        Assert.True(_book.Ledger.Check());
    }

    [Fact]
    public void More_spent_than_was_claimed_comes_out_of_what_is_free()
    {
        Begin("alpha", Side.Buy);
        _book.Apply(new OrderAdvanced(5, Id, Quantity.Parse("2"), Notional.Parse("205"), Amount("0.002"), Btc));
        Assert.Equal((Arbit.Money.Amount.Zero, Amount("795")), (_book.Find(Id)!.Reserved, _book.Ledger.Free(Alpha, Usdt)));
        Assert.Equal(Arbit.Money.Amount.Zero, _book.Ledger.Reserved(Alpha, Usdt));
    }

    [Fact]
    public void Where_less_is_there_than_it_can_cost_all_of_it_is_claimed()
    {
        _book.Apply(new CommandTaken(1, new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("900"), null), null));
        Begin("alpha", Side.Buy);
        Assert.Equal((Amount("100"), Arbit.Money.Amount.Zero), (_book.Find(Id)!.Reserved, _book.Ledger.Free(Alpha, Usdt)));
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, ""));
        Assert.Equal(Amount("100"), _book.Ledger.Free(Alpha, Usdt));

        var overdrawn = new TradeBook(_desk.Instruments, Dollars);
        overdrawn.Restore(new Checkpoint([new RecordedBalance("alpha", Usdt, Amount("-5"))], [], Totals.None, TradingState.Active, "", "", 0, []));
        Begin("alpha", Side.Buy, overdrawn);
        Assert.Equal((Arbit.Money.Amount.Zero, Amount("-5")), (overdrawn.Find(Id)!.Reserved, overdrawn.Ledger.Free(Alpha, Usdt)));
    }

    [Fact]
    public void What_a_reservation_has_left_pays_first_and_gets_back_what_was_not_spent()
    {
        _book.Apply(new CommandTaken(1, new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("150"), null), null));
        Begin("alpha", Side.Buy, reservation: "r");
        var order = _book.Find(Id)!;
        Assert.Equal((Amount("201"), Arbit.Money.Amount.Zero, Amount("799")), (order.Reserved, _book.Treasury.LeftOf("r"), _book.Ledger.Free(Alpha, Usdt)));
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, ""));
        Assert.Equal((Amount("201"), Amount("799")), (_book.Treasury.LeftOf("r"), _book.Ledger.Free(Alpha, Usdt)));
    }

    [Fact]
    public void What_a_reservation_that_is_gone_would_get_back_is_free()
    {
        _book.Apply(new CommandTaken(1, new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("201"), null), null));
        Begin("alpha", Side.Buy, reservation: "r");
        _book.Apply(new ReservationExpired(5, "r"));
        Assert.Equal((Amount("799"), Amount("201")), (_book.Ledger.Free(Alpha, Usdt), _book.Ledger.Reserved(Alpha, Usdt)));
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, ""));
        Assert.Equal((Amount("1000"), Arbit.Money.Amount.Zero), (_book.Ledger.Free(Alpha, Usdt), _book.Ledger.Reserved(Alpha, Usdt)));
    }

    [Fact]
    public void A_record_that_speaks_of_what_is_not_there_is_refused_by_name()
    {
        Begin("alpha", Side.Buy);
        void Refused<T>(string words, JournalRecord record)
            where T : Exception
            => Assert.Equal(words, Assert.Throws<T>(() => _book.Apply(record)).Message);
        Refused<InvalidDataException>("The journal speaks of order 9-9-9, which it never intended.", new OrderAdvanced(5, "9-9-9", Quantity.Parse("2"), Notional.Parse("200"), Amount("0"), default));
        Refused<InvalidDataException>("The journal speaks of order 9-9-9, which it never intended.", new OrderEnded(5, "9-9-9", OrderState.Filled, ""));
        Refused<InvalidDataException>("The journal speaks of cycle 9-9, which it never opened.", new CycleClosed(5, 9, 9, CycleOutcome.Missed, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero));
        Refused<InvalidDataException>("The journal speaks of cycle 9-9, which it never opened.", Intent("alpha", Side.Buy) with { Epoch = 9, Cycle = 9, Id = "x" });
        Refused<LedgerBrokenException>("The client order id 1-1-1 would be used twice.", Intent("alpha", Side.Buy));
        Assert.Single(_book.Open[0].Orders);
    }

    [Fact]
    public void A_stop_is_kept_with_its_reason_its_way_back_and_its_time()
    {
        Assert.Equal((TradingState.Active, "", ""), (_book.Trading, _book.TradingReason, _book.TradingResumes));
        _book.Apply(new TradingChanged(77, TradingState.ReduceOnly, "why", "how"));
        Assert.Equal((TradingState.ReduceOnly, "why", "how", 77L), (_book.Trading, _book.TradingReason, _book.TradingResumes, _book.TradingSince));
        var again = Restarted(_desk, _book);
        Assert.Equal((TradingState.ReduceOnly, "why", "how", 77L), (again.Trading, again.TradingReason, again.TradingResumes, again.TradingSince));
    }

    [Fact]
    public void A_cycles_end_is_counted_once_and_taken_back_by_a_late_fill()
    {
        Begin("alpha", Side.Buy);
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, ""));
        Close(CycleOutcome.Unwound);
        Close(CycleOutcome.Unwound);
        var cycle = Assert.Single(_book.Closed);
        Assert.Equal((1, 1, 1), (_book.Totals.Attempted, _book.Totals.Unwound, _book.Risk.FailuresInRow));
        Assert.Equal((CycleOutcome.Unwound, Amount("-3"), 9L), (cycle.Outcome, cycle.RealisedNet, cycle.ClosedAt));
        Assert.Equal((Amount("-3"), Amount("-3")), (_book.Totals.NetInDollars, _book.Risk.NetSinceZero));
        Assert.Empty(_book.Open);

        // Known already: nothing is opened by it.
        _book.Apply(new OrderAdvanced(10, Id, Quantity.Zero, Notional.Zero, Amount("0"), default));
        Assert.Empty(_book.Open);
        _book.Apply(new OrderAdvanced(10, Id, Quantity.Parse("1"), Notional.Parse("100"), Amount("0.001"), Btc));
        Assert.Same(cycle, Assert.Single(_book.Open));
        Assert.Empty(_book.Closed);
        Assert.Equal((Totals.None, 0), (_book.Totals, _book.Risk.FailuresInRow));
        Assert.Equal((CycleOutcome.Recovering, true, 10L), (cycle.Outcome, cycle.WasInterrupted, cycle.UnhedgedSince));
    }

    [Fact]
    public void What_was_done_on_command_is_no_attempt_and_leaves_nothing_over()
    {
        Begin("alpha", Side.Buy, kind: PathKind.Commanded);
        _book.Apply(new OrderAdvanced(5, Id, Quantity.Parse("1"), Notional.Parse("100"), Amount("0.001"), Btc));
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, ""));
        Close(CycleOutcome.Completed);
        Assert.Equal((Totals.None, RiskTally.None), (_book.Totals, _book.Risk));
        Assert.Empty(_book.Residuals);
        _book.Apply(new OrderAdvanced(10, Id, Quantity.Parse("2"), Notional.Parse("200"), Amount("0.002"), Btc));
        Assert.Equal((Totals.None, RiskTally.None), (_book.Totals, _book.Risk));
        Assert.Empty(_book.Residuals);
        Assert.Single(_book.Open);
    }

    [Fact]
    public void A_sweeps_money_counts_and_its_failure_does_not()
    {
        Begin("alpha", Side.Buy, kind: PathKind.Residual);
        Close(CycleOutcome.Held);
        Assert.Equal((0, 0, Amount("-3")), (_book.Totals.Attempted, _book.Totals.Held, _book.Totals.NetInDollars));
        Assert.Equal((0, Amount("-3")), (_book.Risk.FailuresInRow, _book.Risk.NetSinceZero));
        _book.Apply(new OrderAdvanced(10, Id, Quantity.Parse("1"), Notional.Parse("100"), Amount("0.001"), Btc));
        Assert.Equal((Totals.None, Arbit.Money.Amount.Zero), (_book.Totals, _book.Risk.NetSinceZero));
    }

    [Fact]
    public void What_is_left_over_lies_where_most_of_it_came_to_lie_and_leaves_no_line_once_it_is_gone()
    {
        Begin("beta", Side.Buy);
        _book.Apply(new OrderAdvanced(5, Id, Quantity.Parse("0.001"), Notional.Parse("0.1"), Amount("0"), default));
        _book.Apply(new OrderEnded(6, Id, OrderState.Expired, ""));
        Close(CycleOutcome.Held);
        Assert.Equal((new Place("beta"), Btc, Amount("0.001")), Assert.Single(_book.Residuals));

        // The next one takes it over, and what it leaves is added up with what else lies there.
        _book.Apply(Opened(2, PathKind.Residual) with { Inherited = [new RecordedBalance("beta", Btc, Amount("0.001"))] });
        Assert.Empty(_book.Residuals);
        _book.Apply(new CycleClosed(9, 1, 2, CycleOutcome.Held, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero));
        Assert.Equal((new Place("beta"), Btc, Amount("0.001")), Assert.Single(_book.Residuals));
    }

    [Fact]
    public void What_a_sweep_took_over_is_still_its_own_after_a_restart()
    {
        _book.Apply(Opened(1, PathKind.Residual) with { Inherited = [new RecordedBalance("beta", Btc, Amount("0.02")), new RecordedBalance("alpha", Btc, Amount("-0.001"))] });
        var again = Assert.Single(Restarted(_desk, _book).Open);
        Assert.Equal(_book.Open[0].Inherited, again.Inherited);
        Assert.Equal((Amount("0.019"), 2L), (again.Change(Btc), again.UnhedgedSince));
    }

    [Fact]
    public void A_cycle_that_is_opened_again_leaves_the_other_closed_ones_as_they_were()
    {
        for (var number = 1; number <= 3; number++)
        {
            Begin("alpha", Side.Buy, number: number);
            _book.Apply(new OrderEnded(6, $"1-{number}-1", OrderState.Expired, ""));
            _book.Apply(new CycleClosed(9, 1, number, CycleOutcome.Missed, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero));
        }

        _book.Apply(new OrderAdvanced(10, "1-2-1", Quantity.Parse("1"), Notional.Parse("100"), Amount("0.001"), Btc));
        Assert.Equal([1L, 3L], _book.Closed.Select(cycle => cycle.Id));
        Assert.Equal([2L], _book.Open.Select(cycle => cycle.Id));
    }

    [Fact]
    public void What_was_kept_back_was_not_sent_also_after_a_restart()
    {
        Begin("alpha", Side.Buy);
        Assert.Equal(Amount("201"), _book.Sent.InDollars(_desk.Rates, Alpha, 3));
        _book.Apply(new OrderEnded(6, Id, OrderState.Rejected, "dry") { IsKeptBack = true });
        Assert.Equal(Arbit.Money.Amount.Zero, _book.Sent.InDollars(_desk.Rates, Alpha, 3));
        Assert.True(Restarted(_desk, _book).Find(Id)!.IsKeptBack);
    }

    [Fact]
    public void What_was_filled_counts_for_its_venue_once()
    {
        Begin("alpha", Side.Buy);
        _book.Apply(new OrderAdvanced(5, Id, Quantity.Parse("1"), Notional.Parse("100"), Amount("0"), default));
        _book.Apply(new OrderAdvanced(6, Id, Quantity.Parse("1"), Notional.Parse("100"), Amount("0"), default));
        _book.Apply(new OrderAdvanced(7, Id, Quantity.Parse("2"), Notional.Parse("201"), Amount("0"), default));
        Assert.Equal([(Usdt, Amount("201"))], _book.Volumes.Of(Alpha, 8));
        Assert.Empty(_book.Volumes.Of(Beta, 8));
        Assert.DoesNotContain(_book.Ledger.Balances, balance => balance.Asset == default);
        Assert.Equal([(Usdt, Amount("201"))], Restarted(_desk, _book).Volumes.Of(Alpha, 8));
        Assert.Equal([new KeyValuePair<Venue, long>(Alpha, 1)], Restarted(_desk, _book).Opportunities.All);
    }

    [Fact]
    public void The_newest_256_closed_cycles_are_known_and_64_of_them_after_a_restart()
    {
        for (var number = 1; number <= 256; number++)
            Trade(number);
        Assert.Equal(256, _book.Closed.Count());
        Assert.NotNull(_book.Find("1-1-1"));
        Trade(257);
        Assert.Equal((256, 2L), (_book.Closed.Count(), _book.Closed.First().Id));
        Assert.Null(_book.Find("1-1-1"));
        Assert.NotNull(_book.Find("1-2-1"));
        Assert.Throws<InvalidDataException>(() => Close(CycleOutcome.Missed));
        var again = Restarted(_desk, _book);
        Assert.Equal(Enumerable.Range(194, 64).Select(number => (long)number), again.Closed.Select(cycle => cycle.Id));
        Assert.Equal((257, 257), (_book.Totals.Attempted, again.Totals.Attempted));
        Assert.Empty(again.Open);

        void Trade(int number)
        {
            _book.Apply(Opened(number, PathKind.Cross));
            _book.Apply(Intent("alpha", Side.Buy) with { Cycle = number, Id = $"1-{number}-1" });
            _book.Apply(new OrderEnded(6, $"1-{number}-1", OrderState.Expired, ""));
            _book.Apply(new CycleClosed(9, 1, number, CycleOutcome.Missed, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero));
        }
    }

    [Fact]
    public void What_is_open_where_nothing_is_traded_any_more_is_said_by_name_and_only_while_it_is_open()
    {
        var opened = Opened(1, PathKind.Cross) with { Legs = [new RecordedLeg(Alpha, Symbol.Parse("DOGE/USDT"), Side.Buy, Quantity.Parse("1"), Price.Parse("1"), Price.Parse("1"))] };
        _book.Apply(opened);
        _book.Apply(Intent("alpha", Side.Buy) with { Symbol = Symbol.Parse("DOGE/USDT") });
        var unlisted = _book.Open[0].Plan[0].Traded;
        Assert.Same(unlisted, _book.Open[0].Orders[0].Traded);
        Assert.Equal(-1, unlisted.Index);
        var refused = Assert.Throws<InvalidDataException>(_book.RequireListed);
        Assert.Equal("A cycle is open on alpha DOGE/USDT, which is not configured or listed any more; put it back until what is open there is settled.", refused.Message);
        Close(CycleOutcome.Missed);
        _book.RequireListed();
        Begin("alpha", Side.Buy, number: 2);
        _book.RequireListed();
    }

    /// <summary>Whatever stands in a checkpoint is what the book that reads it writes again, and every claim is as large as it was.</summary>
    [Fact]
    public void What_is_written_down_is_read_back_to_the_byte_at_every_step()
    {
        _desk.Command(new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("1000"), null));
        Action[] steps =
        [
            () => _desk.Hold("beta", Btc, "-0.0003"),
            () => _desk.Open(PathKind.Cross),
            () => _desk.Fill(_desk.Sent[0], "0.3", ReplyKind.Progress),
            () => _desk.Fill(_desk.Sent[1], "0.6", ReplyKind.Progress),
            () => _desk.Command(new Trade("buy", DateTimeOffset.MaxValue, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("900"), Bps.From(10m), "r") { Rests = true }),
            () => _desk.Fill(_desk.Sent[2], "0.5", ReplyKind.Progress),
            () => _desk.Fill(_desk.Sent[1], "0.6"),
            () => _desk.End(_desk.Sent[0], ReplyKind.Ended),
            () => _desk.Fill(_desk.Sent[3], "0.5"),
            () => _desk.Restrain(TradingState.ReduceOnly, "a person said so"),
            () => _desk.Fill(_desk.Sent[^1]),
            () => _desk.Fill(_desk.Sent[0]),
        ];
        foreach (var step in steps)
        {
            step();
            var again = Restarted(_desk, _desk.Book);
            Assert.Equal(RecordCodec.Encode(_desk.Book.ToCheckpoint()), RecordCodec.Encode(again.ToCheckpoint()));
            Assert.Equal(Claims(_desk.Book), Claims(again));
            Assert.Equal(Balances(_desk.Book), Balances(again));
            Assert.Equal(_desk.Book.Open.Select(cycle => (cycle.Name, cycle.UnhedgedSince, cycle.Command, cycle.RecoveryAttempts)), again.Open.Select(cycle => (cycle.Name, cycle.UnhedgedSince, cycle.Command, cycle.RecoveryAttempts)));
            Assert.True(again.Ledger.Check());
        }

        Assert.True(_desk.Sent.Count > 3);

        static List<(string, Amount, TimeInForce, string?)> Claims(TradeBook book)
            => [.. book.Open.SelectMany(cycle => cycle.Orders).Select(order => (order.Id, order.Reserved, order.TimeInForce, order.Reservation)).Order()];
        static List<(Place, Asset, Amount, Amount)> Balances(TradeBook book)
            => [.. book.Ledger.Balances.Select(balance => (balance.Place, balance.Asset, balance.Balance.Free, balance.Balance.Reserved))];
    }

    [Fact]
    public void Nothing_is_written_down_that_is_not_there()
    {
        var empty = _book.ToCheckpoint();
        Assert.Null(empty.Volumes);
        Assert.Null(empty.Opportunities);
        Assert.Null(empty.Treasury);
        Assert.Empty(empty.Residuals);
        Begin("alpha", Side.Buy);
        var opened = Assert.IsType<CycleOpened>(_book.ToCheckpoint().Open[0]);
        Assert.Null(opened.Inherited);
        Assert.Null(opened.UnhedgedSince);
        Assert.Null(opened.Command);
        Assert.Equal(2, _book.ToCheckpoint().Open.Count);
        Assert.Null(Assert.IsType<OrderIntended>(_book.ToCheckpoint().Open[1]).Lives);
    }

    [Fact]
    public void What_it_is_restored_from_may_be_older_than_what_it_knows_by_now()
    {
        var old = new TradeBook(_desk.Instruments, Dollars);
        old.Restore(new Checkpoint([], [], Totals.None, TradingState.Active, "", "", 0, []));
        Assert.Equal((RiskTally.None, Totals.None, false), (old.Risk, old.Totals, old.IsUnsettled));
        Assert.Empty(old.Volumes.Of(Alpha, 8));
        Assert.Null(old.Treasury.Mode);
    }

    private void Begin(string venue, Side side, TradeBook? book = null, string? reservation = null, PathKind kind = PathKind.Cross, int number = 1)
    {
        (book ?? _book).Apply(Opened(number, kind));
        (book ?? _book).Apply(Intent(venue, side) with { Cycle = number, Id = $"1-{number}-1", Reservation = reservation });
    }

    private void Close(CycleOutcome outcome) => _book.Apply(new CycleClosed(9, 1, 1, outcome, Amount("-3"), Amount("-3"), Amount("1")));
}

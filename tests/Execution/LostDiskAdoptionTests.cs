using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Strategy;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>
/// The disk is lost, and facts had left it: the next run has what they say, what the venues know since, and the venues' own balances. Every
/// amount is where it was, to the last digit, and nothing is counted twice.
/// </summary>
public sealed class LostDiskAdoptionTests
{
    private const string Transit = "transit:beta:rebalance-7";

    private readonly TradingDesk _desk = new();

    private DateTimeOffset Later => EdgeRunner.Treasury.Treasurer.TimeOf(_desk.Now + (600 * Second));

    [Fact]
    public void Mode_reservations_answers_and_money_in_transit_are_as_they_were()
    {
        Command(new SetMode("flip", Later, TradingMode.Btc, 17, new FuelShares(Bps.From(8000m), Bps.From(1500m), Bps.From(500m))));
        Command(Reserve("r", "4000"));
        Command(new MoveMoney("left", Later, "r", "alpha", Transit, Usdt, Amount("2990"), Amount("10")));
        var book = Lose(Left());
        Same(book);
        Assert.Equal((TradingMode.Btc, 17L), (book.Treasury.Mode!.Mode, book.Treasury.Mode.Epoch));
        Assert.Equal(Amount("1000"), book.Treasury.LeftOf("r"));
        Assert.Equal(Amount("2990"), book.Ledger.Balances.Single(balance => balance.Place == new Place(Transit)).Balance.Total);
        Assert.Equal(_desk.Book.Treasury.AnswerTo("left"), book.Treasury.AnswerTo("left"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Wherever_in_a_cycle_the_last_fact_left_the_money_is_the_venues(int step)
    {
        LeftBehind? left = null;
        var steps = new List<Action>
        {
            () => _desk.Open(PathKind.Cross),
            () => _desk.Fill(_desk.Sent[0], "0.5", ReplyKind.Progress),
            () => _desk.Fill(_desk.Sent[1], "0.25", ReplyKind.Progress),
            () => _desk.Fill(_desk.Sent[0]),
            () => _desk.Fill(_desk.Sent[1], "0.25"),
        };
        for (var at = 0; at < steps.Count; at++)
        {
            if (at == step)
                left = Left();
            steps[at]();
        }

        var book = Lose(left ?? Left());
        Same(book);

        // What is open there is one way or the other known as open here.
        Assert.Equal(_desk.Sent.Where(order => !order.IsTerminal).Select(order => order.Id), book.Open.SelectMany(cycle => cycle.Orders).Where(order => !order.IsTerminal).Select(order => order.Id));
        Assert.Equal(Exposures(_desk.Book), Exposures(book));
    }

    [Fact]
    public void A_cycle_that_had_ended_is_counted_once_and_nothing_of_it_is_closed_again()
    {
        _desk.Open(PathKind.Cross);
        foreach (var order in _desk.Sent.ToList())
            _desk.Fill(order);
        Assert.Empty(_desk.Book.Open);
        var book = Lose(Left());
        Same(book);
        Assert.Empty(book.Open);
        Assert.Equal(_desk.Book.Totals, book.Totals);
        Assert.Equal(_desk.Book.Residuals, book.Residuals);
    }

    [Fact]
    public void What_cycles_long_forgotten_did_is_not_taken_for_something_new()
    {
        _desk.Open(PathKind.Cross);
        foreach (var order in _desk.Sent.ToList())
            _desk.Fill(order);
        var left = Left();
        var book = Lose(left with { State = left.State with { Closed = [] } });
        Same(book);
        Assert.Empty(book.Open);
    }

    [Fact]
    public void A_withdrawal_that_had_left_and_was_not_booked_is_still_the_reservations()
    {
        Command(Reserve("r", "3000"));
        var book = Lose(Left(), withdrawn: "3000");
        Same(book);
        Assert.Equal(Amount("3000"), book.Ledger.Reserved(Alpha, Usdt));
        book.Apply(new CommandTaken(_desk.Now, new MoveMoney("left", Later, "r", "alpha", Transit, Usdt, Amount("2990"), Amount("10")), null));
        Assert.Equal(Amount("7000"), book.Ledger.Free(Alpha, Usdt));
        Assert.Equal(Amount("2990"), book.Ledger.Balances.Single(balance => balance.Place == new Place(Transit)).Balance.Total);
    }

    [Fact]
    public void What_is_missing_where_nothing_is_reserved_is_missing()
    {
        var book = Lose(Left(), withdrawn: "3000");
        Assert.Equal(Amount("7000"), book.Ledger.Free(Alpha, Usdt));
        Assert.True(book.Ledger.Check());
    }

    [Fact]
    public void Halted_stays_halted_whether_it_was_before_or_since()
    {
        _desk.Restrain(TradingState.Halted);
        Assert.Equal((TradingState.Halted, "a person said so"), (Lose(Left()).Trading, Lose(Left()).TradingReason));
        _desk.Restrain(TradingState.Active);
        Assert.Equal(TradingState.Halted, Lose(Left(), before: new TradingChanged(_desk.Now, TradingState.Halted, "pressed while it waited", "")).Trading);
    }

    [Fact]
    public void A_trade_on_command_goes_on_where_the_venues_say_that_it_is()
    {
        Command(Reserve("r", "4000"));
        var before = Left();
        Command(new Trade("buy", Later, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("1000"), Bps.From(100m), "r"));
        var order = Assert.Single(_desk.Sent);

        // The command had left with its cycle, its order had not.
        var begun = Left();
        var cycle = begun.State.Open.OfType<CycleOpened>().Single();
        var treasury = begun.State.Treasury! with { Reservations = before.State.Treasury!.Reservations };
        _desk.Fill(order, "0.5", ReplyKind.Progress);
        var book = Lose(begun with { State = begun.State with { Open = [cycle], Treasury = treasury } });
        var known = Assert.Single(Assert.Single(book.Open).Orders);
        Assert.Equal((order.Id, "r", order.Filled), (known.Id, known.Reservation, known.Filled));
        Assert.Equal("buy", Assert.Single(book.Treasury.Trades).Command.Id);
        Same(book);
        Assert.Empty(before.State.Open);
    }

    /// <summary>What would be read where the facts went.</summary>
    private LeftBehind Left()
    {
        var state = RecordCodec.Decode<Checkpoint>(RecordCodec.Encode(_desk.Book.ToCheckpoint()));
        return LeftBehind.Of(state, []);
    }

    private static Reserve Reserve(string id, string amount) => new(id, DateTimeOffset.MaxValue, id, "alpha", Usdt, Amount(amount), null);

    private void Command(EdgeCommand command)
    {
        _desk.Command(command);
        Assert.True(_desk.Answers.Count == 0 || _desk.Answers[^1].CommandId != command.Id || _desk.Answers[^1].Accepted, _desk.Answers.LastOrDefault()?.Reason);
    }

    /// <summary>A new run on an empty disk, which expects what is configured and is told what is.</summary>
    private TradeBook Lose(LeftBehind left, string withdrawn = "0", TradingChanged? before = null)
    {
        var book = new TradeBook(_desk.Instruments, Dollars);
        book.Restore(new Checkpoint([new RecordedBalance("alpha", Usdt, Amount("123456"))], [], Totals.None, TradingState.Active, "", "", 0, []) { IsUnsettled = true });
        if (before is not null)
            book.Apply(before);
        AccountReport[] reports = [Report(Alpha, withdrawn), Report(Beta, "0"), new AccountReport(LeftBehind.Source, _desk.Now, 0, [], []) { Copy = left }];
        var adopted = Adoption.RecordOf(reports, Dollars, 99, _desk.Now);
        book.Apply(RecordCodec.Decode<JournalRecord>(RecordCodec.Encode<JournalRecord>(adopted)));
        Assert.False(book.IsUnsettled);
        return book;
    }

    private AccountReport Report(Venue venue, string withdrawn)
    {
        var balances = _desk.Book.Ledger.Balances.Where(balance => balance.Place == Place.Trading(venue))
            .Select(balance => new ReportedBalance(balance.Asset, balance.Balance.Total - (balance.Asset == Usdt ? Amount(withdrawn) : Arbit.Money.Amount.Zero), Arbit.Money.Amount.Zero)).ToList();
        var orders = _desk.Sent.Where(order => order.Instrument.Venue == venue).Select(order => new ReportedOrder(
            order.Id, order.Instrument.Symbol, order.Side, order.Quantity, order.Limit, !order.IsTerminal, order.Filled, order.FilledNotional, order.Fee, order.FeeAsset)).ToList();
        return new AccountReport(venue, _desk.Now, 0, balances, orders);
    }

    private void Same(TradeBook book)
    {
        Assert.True(book.Ledger.Check());
        Assert.Equal(Totals(_desk.Book), Totals(book));
        Assert.Equal(_desk.Book.Treasury.Reservations, book.Treasury.Reservations);

        static List<(string, Asset, Amount)> Totals(TradeBook of)
            => [.. of.Ledger.Balances.Where(balance => balance.Balance.Total.Sign != 0).Select(balance => (balance.Place.Name, balance.Asset, balance.Balance.Total)).Order()];
    }

    private static List<(Asset, Amount)> Exposures(TradeBook book)
        => [.. book.Open.SelectMany(cycle => cycle.Exposures).GroupBy(each => each.Item1).Select(each => (each.Key, each.Aggregate(Arbit.Money.Amount.Zero, (sum, one) => sum + one.Item2))).Where(each => each.Item2.Sign != 0).Order()];
}
